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

/// How often a database is brought up to date: in words, as a cycle of the vocabulary, and when it last was.
pub(super) const CYCLES: [(&str, &str, &str); 5] = [
    ("hằng ngày", "daily", "2021-08-30"),
    ("hằng tuần", "weekly", "2021-08-23"),
    ("hằng tháng", "monthly", "2021-08-02"),
    ("hằng quý", "quarterly", "2021-07-01"),
    ("ngay khi phát sinh", "continuous", "2021-08-31"),
];

/// How often a copy is brought in line with its source.
pub(super) const SYNCS: [&str; 3] = ["continuous", "daily", "weekly"];

/// Services that the platform of every ministry and province publishes.
pub(super) const SERVICES: [&str; 3] = ["tra-cuu-du-lieu", "dong-bo-du-lieu", "so-lieu-tong-hop"];
/// The service of a document system.
pub(super) const LETTERS: &str = "gui-nhan-van-ban";
/// The service of the population database.
pub(super) const CITIZENS: &str = "xac-thuc-cong-dan";
/// The service of the national portal.
pub(super) const REQUESTS: &str = "dong-bo-ho-so";
/// The service of the reporting system of the Government.
pub(super) const REPORTS: &str = "nhan-bao-cao";

/// Days a service was ready and was registered, the latter by the next working day.
pub(super) const REGISTERED: [(&str, &str); 4] = [
    ("2019-10-07", "2019-10-08"),
    ("2020-03-02", "2020-03-02"),
    ("2020-09-11", "2020-09-14"),
    ("2021-01-05", "2021-01-06"),
];

/// Who assesses, and neither operates nor watches anything.
pub(super) const ASSESSORS: [&str; 4] =
    ["Công ty Đánh giá Sao Mai", "Công ty Kiểm định An Bình", "Công ty Tư vấn Bảo Tín", "Công ty Giám định Số Việt"];

/// How data comes into a database.
pub(super) const MECHANISMS: [&str; 3] = ["nhập từ hồ sơ", "phần mềm ghi", "đồng bộ từ cấp dưới"];

/// Where the facts of a made-up nation come from.
pub(super) const SOURCE: &str = "số liệu mô phỏng";
