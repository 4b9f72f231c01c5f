//! Serves the pages of workers and plays S3 to them, on two ports of this machine.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use crate::store::{self, Asked, Rule, Told};

const PIXEL: &[u8] = include_bytes!("pixel.png");
const WORKER: &str = include_str!("worker.html");

/// What both ports serve.
struct Site {
    portal: String,
    buckets: Vec<Vec<Rule>>,
    told: Sender<String>,
}

struct Request {
    path: String,
    asked: Asked,
    body: String,
}

/// Starts to serve; what the pages tell comes through the receiver.
pub fn serve(
    listeners: Vec<TcpListener>,
    portal: String,
    buckets: Vec<Vec<Rule>>,
) -> Receiver<String> {
    let (told, receiver) = channel();
    let site = Arc::new(Site { portal, buckets, told });
    for listener in listeners {
        let site = Arc::clone(&site);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                thread::spawn(move || talk(stream, &site));
            }
        });
    }
    receiver
}

/// Answers one request after the other until the browser hangs up.
fn talk(stream: TcpStream, site: &Site) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut out = stream.try_clone().ok()?;
    let mut reader = BufReader::new(stream);
    loop {
        let request = read(&mut reader)?;
        let (kind, body, told) = respond(&request, site);
        let mut head = format!(
            "HTTP/1.1 {} Told\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n",
            told.status,
            body.len()
        );
        for (name, value) in told.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        out.write_all(&[head.as_bytes(), &body].concat()).ok()?;
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let (method, rest) = line.split_once(' ')?;
    let path = rest.split_once(' ')?.0.to_owned();
    let mut asked = Asked { method: method.to_owned(), ..Asked::default() };
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        let value = value.to_owned();
        match name.to_ascii_lowercase().as_str() {
            "origin" => asked.origin = Some(value),
            "access-control-request-method" => asked.request_method = Some(value),
            "access-control-request-headers" => asked.request_headers = Some(value),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body).ok()?;
    Some(Request { path, asked, body })
}

fn respond(request: &Request, site: &Site) -> (&'static str, Vec<u8>, Told) {
    let found = Told { status: 200, headers: Vec::new() };
    let path = request.path.split('?').next().unwrap_or_default();
    if let Some(rest) = path.strip_prefix("/image/") {
        let bucket: Option<usize> = rest.split('/').next().and_then(|text| text.parse().ok());
        let told = store::answer(&site.buckets[bucket.unwrap()], &request.asked);
        return ("image/png", PIXEL.to_vec(), told);
    }
    match path {
        "/portal" => ("text/html", site.portal.clone().into_bytes(), found),
        "/worker" => ("text/html", WORKER.as_bytes().to_vec(), found),
        "/told" => {
            let _ = site.told.send(request.body.clone());
            ("text/plain", Vec::new(), found)
        }
        _ => ("text/plain", Vec::new(), Told { status: 404, ..found }),
    }
}
