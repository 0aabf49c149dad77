//! The server: files of the site by their exact path, and what the live page asks for. It hears this machine only, and
//! answers only who asks for it by this machine's name.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Method, Request, Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;

use super::generation::Fault;
use super::hub::Hub;
use super::page::{absent, live, problem};
use crate::text::Lang;

const LIVE_JS: &str = include_str!("live.js");
const LIVE_CSS: &str = include_str!("live.css");
const HTML: &str = "text/html; charset=utf-8";

/// What every page may do: nothing but with this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves until Ctrl-C.
pub(super) fn serve(listener: TcpListener, hub: Arc<Hub>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(answer).with_state(hub);
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served,
            pressed = tokio::signal::ctrl_c() => pressed,
        }
    });
    // Open pages listen for events without end: they are not waited for.
    runtime.shutdown_background();
    served
}

type Answer = Response<Body>;

async fn answer(State(hub): State<Arc<Hub>>, request: Request<Body>) -> Answer {
    let (asked, _) = request.into_parts();
    let mut answer = route(&hub, &asked).await;
    let fixed: [(HeaderName, &str); 5] = [
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

async fn route(hub: &Arc<Hub>, asked: &Parts) -> Answer {
    if !is_ours(asked) {
        return plain(StatusCode::FORBIDDEN, "khung serve: 127.0.0.1, localhost");
    }
    if !matches!(asked.method, Method::GET | Method::HEAD) {
        let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD");
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    match asked.uri.path() {
        "/_khung/live.js" => file("text/javascript; charset=utf-8", LIVE_JS),
        "/_khung/live.css" => file("text/css; charset=utf-8", LIVE_CSS),
        "/_khung/events" => events(hub),
        "/_khung/state.json" => {
            let page = asked.uri.query().unwrap_or_default();
            let panel = serde_json::to_string(&hub.panel(page)).unwrap_or_default();
            file("application/json; charset=utf-8", panel)
        }
        path => page(hub, path).await,
    }
}

/// Whether the request is for this machine by its own name: a name of somebody else's that was made to lead here is
/// an attack on who browses here.
fn is_ours(asked: &Parts) -> bool {
    let ours = |host: &str| matches!(host, "127.0.0.1" | "localhost");
    let named = asked.headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = named.and_then(|host| host.parse::<Authority>().ok());
    let named_in_path = asked.uri.host().is_none_or(ours);
    named_in_path && host.is_some_and(|host| ours(host.host()) && !host.as_str().contains('@'))
}

/// A file of the site, by its exact path: what the site has no leaf of is not there, wherever it may lead.
async fn page(hub: &Arc<Hub>, path: &str) -> Answer {
    let lang = if path.starts_with("/en/") { Lang::En } else { Lang::Vi };
    // What is shown is named before it is taken: a page that is newer than its name reloads once too often, never once
    // too few.
    let version = hub.version();
    let Some(good) = hub.good() else {
        return html(StatusCode::SERVICE_UNAVAILABLE, problem(&hub.faults(), lang), &version);
    };
    let asked = path.trim_start_matches('/');
    let asked = if asked.is_empty() || asked.ends_with('/') { format!("{asked}index.html") } else { asked.to_owned() };
    match good.page(&asked).await {
        Some(Ok(bytes)) if kind(&asked) == HTML => html(StatusCode::OK, bytes, &version),
        Some(Ok(bytes)) => file(kind(&asked), bytes),
        Some(Err(error)) => {
            let mut faults = hub.faults();
            faults.push(Fault::of(error.message));
            html(StatusCode::INTERNAL_SERVER_ERROR, problem(&faults, lang), &version)
        }
        None if good.page(&format!("{asked}/index.html")).await.is_some() => {
            let mut answer = StatusCode::TEMPORARY_REDIRECT.into_response();
            if let Ok(to) = HeaderValue::from_str(&format!("/{asked}/")) {
                answer.headers_mut().insert(LOCATION, to);
            }
            answer
        }
        None => html(StatusCode::NOT_FOUND, absent(lang), &version),
    }
}

/// Tells the page at each build, and at once.
fn events(hub: &Arc<Hub>) -> Answer {
    let news = hub.news();
    let hub = Arc::clone(hub);
    let events = stream::unfold((hub, news, true), async |(hub, mut news, first)| {
        if !first {
            news.changed().await.ok()?;
        }
        news.borrow_and_update();
        let event = Event::default().event("built").data(hub.version());
        Some((Ok::<_, Infallible>(event), (hub, news, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn file(kind: &'static str, bytes: impl Into<Body>) -> Answer {
    let mut answer = Response::new(bytes.into());
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn plain(status: StatusCode, words: &'static str) -> Answer {
    let mut answer = file("text/plain; charset=utf-8", words);
    *answer.status_mut() = status;
    answer
}

fn html(status: StatusCode, bytes: impl Into<Vec<u8>>, version: &str) -> Answer {
    let mut answer = file(HTML, live(bytes.into(), version));
    *answer.status_mut() = status;
    answer
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
