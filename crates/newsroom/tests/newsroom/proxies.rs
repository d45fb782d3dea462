//! The newsroom behind the web servers that bring TLS, each with the very configuration that we ship: before the time
//! nothing, at the time all, and a recall reaches every reader.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use sperrfrist_channels::Newsroom as Desk;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_seal::answer::{Order, Receipt, Report};
use sperrfrist_seal::{DeskKey, NewsroomId, Package, Pairing};

use crate::server::{Server, token};
use crate::support::{
    Answer, CANARY_PHOTO, CANARY_TEXT, Draft, Story, ask, ask_over, at, files_in, jpeg, picture_in, until,
};

const HOST: &str = "newsroom.example";

/// A web server in front of the newsroom, and how to speak with it.
struct Proxy {
    child: Child,
    address: SocketAddr,
    tls: Arc<ClientConfig>,
    folder: tempfile::TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Proxy {
    /// `configure` writes the configuration for an address and a certificate, and gives the call.
    fn start(configure: impl FnOnce(&Path, SocketAddr) -> Command) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let made = rcgen::generate_simple_self_signed([HOST.to_owned()]).expect("a certificate");
        std::fs::write(folder.path().join("certificate.pem"), made.cert.pem()).expect("writes");
        std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).expect("writes");
        let address = free_address();
        let child = configure(folder.path(), address)
            .stdin(Stdio::null())
            .stdout(std::fs::File::create(folder.path().join("stdout")).expect("a file"))
            .stderr(std::fs::File::create(folder.path().join("stderr")).expect("a file"))
            .spawn()
            .expect("installed by scripts/setup.sh proxies");
        let proxy = Self { child, address, tls: trusting(made.cert.der()), folder };
        until("the web server listens", || TcpStream::connect(address).is_ok());
        proxy
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let stream = TcpStream::connect(self.address).expect("connects");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("sets");
        let name = ServerName::try_from(HOST).expect("a name");
        let connection = ClientConnection::new(Arc::clone(&self.tls), name).expect("a connection");
        ask_over(&mut StreamOwned::new(connection, stream), HOST, (method, path), headers, body)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("an address");
    listener.local_addr().expect("an address")
}

fn trusting(certificate: &CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Arc::new(config.expect("versions").with_root_certificates(roots).with_no_client_auth())
}

/// A file that we ship, with other addresses and places; each must be in it.
fn shipped(name: &str, changes: &[(&str, String)]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/server").join(name);
    let mut text = std::fs::read_to_string(path).expect("a file");
    for (shipped, ours) in changes {
        assert!(text.contains(shipped), "{shipped} in {name}");
        text = text.replace(shipped, ours);
    }
    text
}

fn nginx(folder: &Path, address: SocketAddr, newsroom: SocketAddr) -> Command {
    let place = |name: &str| folder.join(name).display().to_string();
    let site = shipped(
        "nginx.conf",
        &[
            ("    listen 80;\n", format!("    listen {};\n", free_address())),
            ("    listen [::]:80;\n", String::new()),
            ("    listen [::]:443 ssl http2;\n", String::new()),
            ("listen 443 ssl", format!("listen {address} ssl")),
            ("server 127.0.0.1:8080", format!("server {newsroom}")),
            ("/etc/letsencrypt/live/newsroom.example/fullchain.pem", place("certificate.pem")),
            ("/etc/letsencrypt/live/newsroom.example/privkey.pem", place("key.pem")),
            ("/var/log/nginx/", place("")),
        ],
    );
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};", place(name)))
        .join("\n");
    let around = format!(
        "daemon off;\nmaster_process off;\npid {};\nerror_log {};\nevents {{}}\nhttp {{\n{temporary}\ninclude {};\n}}\n",
        place("pid"),
        place("error.log"),
        place("site.conf")
    );
    std::fs::write(folder.join("site.conf"), site).expect("writes");
    std::fs::write(folder.join("nginx.conf"), around).expect("writes");
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-c"]).arg(folder.join("nginx.conf"));
    command
}

fn caddy(folder: &Path, address: SocketAddr, newsroom: SocketAddr) -> Command {
    let tls = format!(
        "https://{HOST}:{} {{\n\tbind 127.0.0.1\n\ttls {} {}\n",
        address.port(),
        folder.join("certificate.pem").display(),
        folder.join("key.pem").display()
    );
    let file = shipped(
        "Caddyfile",
        &[
            ("newsroom.example {\n", tls),
            ("127.0.0.1:8080", newsroom.to_string()),
            ("\tservers {\n", "\tadmin off\n\tauto_https off\n\tservers {\n".to_owned()),
        ],
    );
    std::fs::write(folder.join("Caddyfile"), file).expect("writes");
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    command
}

/// The body as it was before it was compressed and cut into chunks.
fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut body = answer.body.clone();
    if answer.header("transfer-encoding") == Some("chunked") {
        let (mut whole, mut rest) = (Vec::new(), body.as_slice());
        loop {
            let end = rest.windows(2).position(|two| two == b"\r\n").expect("a size");
            let size = std::str::from_utf8(&rest[..end]).expect("text");
            let size = usize::from_str_radix(size, 16).expect("a size");
            if size == 0 {
                break;
            }
            whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
            rest = &rest[end + 2 + size + 2..];
        }
        body = whole;
    }
    if answer.header("content-encoding") == Some("gzip") {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(body.as_slice()).read_to_end(&mut plain).expect("gzip");
        body = plain;
    }
    body
}

/// How somebody might ask.
const WAYS: [(&str, &[(&str, &str)]); 6] = [
    ("GET", &[]),
    ("HEAD", &[]),
    ("GET", &[("accept-encoding", "gzip, br, zstd")]),
    ("GET", &[("range", "bytes=0-9")]),
    ("GET", &[("if-none-match", "*"), ("if-modified-since", "Tue, 21 Nov 2023 16:00:00 GMT")]),
    ("POST", &[]),
];

fn plays_along(configure: fn(&Path, SocketAddr, SocketAddr) -> Command) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start_with(&data, &["--trusted-proxy", "127.0.0.1"]);
    let proxy = Proxy::start(|folder, address| configure(folder, address, server.address()));

    let printed = String::from_utf8(token(&data, "Pressestelle").stdout).expect("text");
    let pairing = Pairing::from_secret_text(&printed).expect("a line");
    let desk = Desk::new(&server.url, &pairing.token).expect("a desk");
    let key = DeskKey::generate();
    let newsroom: NewsroomId = desk.introduce(&key.id().to_string()).expect("introduced");
    let bearer = format!("Bearer {}", pairing.token);
    let now = || HostClock.now().wall;
    let put = |draft: &Draft| {
        let what = (draft.item, draft.generation, draft.opening);
        let package = Package::seal(what, now(), &draft.parts, &key, &newsroom).expect("seals").encode();
        let path = format!("/api/items/{}", draft.item);
        let answer = proxy.ask("PUT", &path, &[("authorization", &bearer)], &package);
        assert_eq!(answer.status, 201, "{}", answer.text());
        serde_json::from_slice::<Receipt>(&unpacked(&answer)).expect("a receipt");
    };
    let (lists, never) = (["/", "/feed.atom"], "/nie/gewesen");
    let (empty, absent) = (
        lists.map(|path| WAYS.map(|(method, headers)| proxy.ask(method, path, headers, b""))),
        WAYS.map(|(method, headers)| proxy.ask(method, never, headers, b"")),
    );
    let story = Story::new();
    let due = now() + TimeDelta::seconds(6);
    put(&story.text(1, at(due)));
    put(&story.photo(1, at(due)));
    let report =
        || -> Report { desk.report(&story.release.id.to_string()).expect("an answer").expect("held") };
    let picture = picture_in(&report());
    let page = format!("/{}/kanarienvogel", due.with_timezone(&DEFAULT_ZONE).format("%Y"));

    let mut looks = 0;
    while now() < due {
        for ((method, headers), absent) in WAYS.into_iter().zip(&absent) {
            for path in [&page, &picture] {
                let answer = proxy.ask(method, path, headers, b"");
                // What was asked for before the time may be answered after it.
                assert!(now() >= due || answer == *absent, "{method} {path} {headers:?}: {answer:?}");
                looks += 1;
            }
        }
        for (path, empty) in lists.into_iter().zip(&empty) {
            for ((method, headers), empty) in WAYS.into_iter().zip(empty) {
                let answer = proxy.ask(method, path, headers, b"");
                assert!(now() >= due || answer == *empty, "{method} {path} {headers:?}: {answer:?}");
            }
        }
    }
    assert!(looks >= 2 * WAYS.len(), "{looks}");
    until("both are public", || proxy.get(&page).status == 200 && proxy.get(&picture).status == 200);
    assert!(now() - due < TimeDelta::seconds(3), "hardly late");

    // Nothing is lost on the way.
    let direct = |path: &str| ask(server.address(), "GET", path, &[], b"");
    for path in [page.as_str(), "/", "/feed.atom", "/stil.css"] {
        let zipped = proxy.ask("GET", path, &[("accept-encoding", "gzip")], b"");
        for answer in [&proxy.get(path), &zipped] {
            assert_eq!((answer.status, unpacked(answer)), (200, direct(path).body), "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
            let etag = answer.header("etag").expect("an entity tag");
            let again = proxy.ask("GET", path, &[("if-none-match", etag), ("accept-encoding", "gzip")], b"");
            assert_eq!(again.status, 304, "{path} {etag}");
        }
    }
    assert!(proxy.get(&page).header("strict-transport-security").is_some());
    let whole = direct(&picture).body;
    assert!(whole.starts_with(&jpeg(RenditionName::Print)[..20]));
    let part = proxy.ask("GET", &picture, &[("range", "bytes=2-5"), ("accept-encoding", "gzip")], b"");
    assert_eq!((part.status, part.body.as_slice()), (206, &whole[2..=5]));
    assert_eq!(proxy.ask("GET", &picture, &[("range", "bytes=9999-")], b"").status, 416);

    // A recall reaches whoever asks next, whatever he has.
    let etag = proxy.get(&page).header("etag").expect("an entity tag").to_owned();
    let _: Report = desk.order(&story.release.id.to_string(), Order::Withdraw, None).expect("withdrawn");
    for path in [page.as_str(), &picture, "/", "/feed.atom"] {
        for headers in [&[][..], &[("accept-encoding", "gzip")], &[("if-none-match", etag.as_str())]] {
            let answer = proxy.ask("GET", path, headers, b"");
            let text = String::from_utf8_lossy(&unpacked(&answer)).into_owned();
            assert_eq!(
                (answer.status, text.as_bytes()),
                (direct(path).status, &direct(path).body[..]),
                "{path}"
            );
            assert!(!text.contains(CANARY_TEXT) && !text.contains(CANARY_PHOTO), "{path}");
        }
    }

    // Who asked is known here, and what was asked for stands in no file.
    proxy.ask(
        "GET",
        "/api/time",
        &[("x-forwarded-for", "203.0.113.7"), ("forwarded", "for=203.0.113.7")],
        b"",
    );
    until("the log has the refusal", || server.logged().contains("\"client\":\"127.0.0.1\""));
    assert!(!server.logged().contains("203.0.113.7"));
    for file in files_in(proxy.folder.path()) {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("reads")).into_owned();
        for word in [CANARY_TEXT, CANARY_PHOTO, "kanarienvogel", &picture, &pairing.token] {
            assert!(!text.contains(word), "{word} in {}", file.display());
        }
    }
}

#[test]
fn behind_nginx_as_we_ship_it() {
    plays_along(nginx);
}

#[test]
fn behind_caddy_as_we_ship_it() {
    plays_along(caddy);
}
