//! Words a made-up nation is described with. Reference codes are codes of the pack.

/// A field of work: what applications manage and databases hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic {
    /// As it stands after "quản lý".
    pub(super) name: &'static str,
    /// As it stands in an id.
    pub(super) slug: &'static str,
    /// Code of the business reference model.
    pub(super) brm: &'static str,
    /// Code of the data reference model.
    pub(super) drm: &'static str,
}

const fn topic(name: &'static str, slug: &'static str, brm: &'static str, drm: &'static str) -> Topic {
    Topic { name, slug, brm, drm }
}

/// Fields of work.
pub(super) const TOPICS: [Topic; 24] = [
    topic("hộ tịch", "ho-tich", "X-BRM.JUSTICE.CIVILSTATUS", "X-DRM.PERSON.CIVILSTATUS"),
    topic("giấy phép xây dựng", "giay-phep-xay-dung", "X-BRM.LAND", "X-DRM.PLACE"),
    topic("thửa đất và bản đồ địa chính", "dia-chinh", "X-BRM.LAND", "X-DRM.PLACE.LAND"),
    topic("hồ sơ sức khỏe", "ho-so-suc-khoe", "X-BRM.HEALTH", "X-DRM.PERSON.HEALTH"),
    topic("trạm y tế xã", "tram-y-te", "X-BRM.HEALTH.GRASSROOTS", "X-DRM.ORGANISATION"),
    topic("giấy phép lái xe", "giay-phep-lai-xe", "X-BRM.TRANSPORT", "X-DRM.PERSON"),
    topic("phương tiện vận tải", "phuong-tien", "X-BRM.TRANSPORT", "X-DRM.VEHICLE"),
    topic("tuyển sinh đầu cấp", "tuyen-sinh", "X-BRM.EDUCATION", "X-DRM.PERSON"),
    topic("trường học và giáo viên", "truong-hoc", "X-BRM.EDUCATION", "X-DRM.ORGANISATION"),
    topic("người có công", "nguoi-co-cong", "X-BRM.LABOUR", "X-DRM.PERSON"),
    topic("việc làm và thất nghiệp", "viec-lam", "X-BRM.LABOUR", "X-DRM.STATISTICS"),
    topic("hộ kinh doanh", "ho-kinh-doanh", "X-BRM.ENTERPRISE", "X-DRM.ORGANISATION.ENTERPRISE"),
    topic("thuế và phí", "thue-phi", "X-BRM.FINANCE.TAX", "X-DRM.FINANCE"),
    topic("thu chi ngân sách", "ngan-sach", "X-BRM.FINANCE.TREASURY", "X-DRM.FINANCE.PAYMENT"),
    topic("tài sản công", "tai-san-cong", "X-BRM.FINANCE", "X-DRM.FINANCE"),
    topic("công chứng và đấu giá", "cong-chung", "X-BRM.JUSTICE", "X-DRM.DOCUMENT"),
    topic("an toàn thực phẩm", "an-toan-thuc-pham", "X-BRM.TRADE", "X-DRM.ORGANISATION"),
    topic("quan trắc môi trường", "quan-trac", "X-BRM.LAND", "X-DRM.PLACE"),
    topic("di tích và lễ hội", "di-tich", "X-BRM.SOCIETY", "X-DRM.PLACE"),
    topic("khiếu nại và tố cáo", "khieu-nai", "X-BRM.STATE", "X-DRM.PROCEDURE"),
    topic("thi đua và khen thưởng", "khen-thuong", "X-BRM.ADMIN", "X-DRM.STAFF"),
    topic("cán bộ và công chức", "can-bo", "X-BRM.ADMIN", "X-DRM.STAFF"),
    topic("lịch họp và phòng họp", "lich-hop", "X-BRM.ADMIN", "X-DRM.DOCUMENT"),
    topic("chỉ tiêu thống kê", "thong-ke", "X-BRM.STATISTICS", "X-DRM.STATISTICS"),
];

/// How an application is named before its topic.
pub(super) const PROGRAMS: [&str; 4] = ["Phần mềm quản lý", "Hệ thống thông tin", "Ứng dụng tra cứu", "Phần mềm"];

/// What an application does, said to readers.
pub(super) const DOES: [&str; 4] = [
    "Tiếp nhận, xử lý, lưu hồ sơ; trả kết quả đúng hẹn.",
    "Cập nhật hằng ngày; lãnh đạo xem bảng tổng hợp.",
    "Thay sổ giấy, nhắc việc đến hạn, lập báo cáo.",
    "Dùng chung cho cấp huyện, cấp xã.",
];

/// Groups that use an application.
pub(super) const USERS: [&str; 4] = ["cán bộ", "lãnh đạo", "bộ phận một cửa", "cấp xã"];

/// Codes of the application reference model for what agencies use inside.
pub(super) const INSIDE: [&str; 3] = ["X-ARM.SHARED", "X-ARM.SHARED.STAFF", "X-ARM.SHARED.FINANCE"];

/// Codes of the application reference model for the work of a branch.
pub(super) const SECTOR: [&str; 4] =
    ["X-ARM.SECTOR", "X-ARM.SECTOR.LICENSING", "X-ARM.SECTOR.SUPERVISION", "X-ARM.SECTOR.REGISTRATION"];

/// Who runs a component.
pub(super) const OPERATORS: [&str; 4] = ["Trung tâm CNTT", "Phòng Hạ tầng số", "Văn phòng", "Phòng Dữ liệu"];

/// How often a database is brought up to date.
pub(super) const CYCLES: [&str; 4] = ["hằng ngày", "hằng tuần", "hằng tháng", "ngay khi phát sinh"];

/// How data comes into a database.
pub(super) const MECHANISMS: [&str; 3] = ["nhập từ hồ sơ", "phần mềm ghi", "đồng bộ từ cấp dưới"];

/// Where the facts of a made-up nation come from.
pub(super) const SOURCE: &str = "số liệu mô phỏng";
