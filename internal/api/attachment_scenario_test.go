package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func octets() map[string]string { return map[string]string{"Content-Type": "application/octet-stream"} }

// upload are the parameters of putting a file on a record.
func upload(on, name string) string { return url.Values{"subject": {on}, "name": {name}}.Encode() }

// attached puts a file on a record and gives its id.
func (h *house) attached(who record.ID, on, name, content string) string {
	h.t.Helper()
	r := h.do(call{who: who, method: "POST", path: "/api/attachments?" + upload(on, name), body: content, header: octets()})
	if r.status != 200 {
		h.t.Fatalf("upload of %q gave %d: %s", name, r.status, r.body)
	}
	return r.field(h.t, "id")
}

func (h *house) aDeal() string {
	return h.made(h.Mina, "/api/deals", `{"name":"海港调度系统","account_id":"`+h.Harbor.String()+`"}`)
}

func TestAttachmentRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		post := func(who record.ID, on string) call {
			return call{who: who, method: "POST", path: "/api/attachments?" + upload(on, "a.txt"), body: "会议纪要", header: octets()}
		}
		minutes := h.attached(h.Mina, deal, `C:\temp\纪要.txt`, "会议纪要")
		one := "/api/attachments/" + minutes
		sum := sha256.Sum256([]byte("会议纪要"))
		digest := "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
		wrong := strings.Replace(digest, digest[12:14], "AA", 1)
		typed := func(k, v string) map[string]string { m := octets(); m[k] = v; return m }
		for _, s := range []scenario{
			{name: "list", call: call{who: h.Mo, method: "GET", path: "/api/attachments?subject=" + deal}, status: 200,
				has: []string{`"name":"纪要.txt"`, `"media_type":"text/plain"`, `"size":12`, `"author_name":"米娜"`, `"may":["edit","remove"]`, `"may":["add"]`, `"file_bytes":26214400`}},
			{name: "list, read-only", call: call{who: h.Rob, method: "GET", path: "/api/attachments?subject=" + deal}, status: 200,
				has: []string{"纪要.txt", `"may":[]`}, hasNot: []string{`"add"`}},
			{name: "list, not his", call: call{who: h.Tao, method: "GET", path: "/api/attachments?subject=" + deal}, status: 404},
			{name: "on what", call: call{who: h.Mina, method: "GET", path: "/api/attachments?subject=x"}, status: 422, has: []string{`"field":"subject"`}},
			{name: "on a task", call: post(h.Mina, "task:1"), status: 422, has: []string{"subject_kind"}},
			{name: "upload, not his", call: post(h.Tao, deal), status: 404},
			{name: "upload, read-only", call: post(h.Rob, deal), status: 403},
			{name: "upload, nobody", call: post(0, deal), status: 401},
			{name: "upload as a form", call: call{who: h.Mina, method: "POST", path: "/api/attachments?" + upload(deal, "a"), body: "x"}, status: 415},
			{name: "upload of nothing", call: call{who: h.Mina, method: "POST", path: "/api/attachments?" + upload(deal, "a"), header: octets()}, status: 422, has: []string{"file_empty"}},
			{name: "digest right", call: call{who: h.Mina, method: "POST", path: "/api/attachments?" + upload(deal, "b.txt"), body: "会议纪要", header: typed("Content-Digest", digest)},
				status: 200, acts: []string{"attachment.added"}},
			{name: "digest wrong", call: call{who: h.Mina, method: "POST", path: "/api/attachments?" + upload(deal, "b"), body: "会议纪要", header: typed("Content-Digest", wrong)},
				status: 422, has: []string{"upload_differs"}},
			{name: "digest unreadable", call: call{who: h.Mina, method: "POST", path: "/api/attachments?" + upload(deal, "b"), body: "x", header: typed("Content-Digest", "md5=:x:")},
				status: 422, has: []string{`"field":"Content-Digest"`}},
			{name: "download", call: call{who: h.Mo, method: "GET", path: one}, status: 200, has: []string{"会议纪要"}},
			{name: "download, not his", call: call{who: h.Tao, method: "GET", path: one}, status: 404, hasNot: []string{"会议纪要"}},
			{name: "download a part", call: call{who: h.Mo, method: "GET", path: one, header: map[string]string{"Range": "bytes=0-5"}}, status: 206,
				has: []string{"会议"}, hasNot: []string{"纪要"}},
			{name: "preview of a text", call: call{who: h.Mo, method: "GET", path: one + "/preview"}, status: 422, has: []string{"image_unreadable"}},
			{name: "preview, not his", call: call{who: h.Tao, method: "GET", path: one + "/preview"}, status: 404},
			{name: "all, not his", call: call{who: h.Tao, method: "GET", path: "/api/attachments.zip?subject=" + deal}, status: 404},
			{name: "all, of what", call: call{who: h.Mina, method: "GET", path: "/api/attachments.zip?subject=x"}, status: 422},
			{name: "rename", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"name":"会谈.svg"}`, header: ifMatch("1")}, status: 200,
				has: []string{`"name":"会谈.svg"`, `"media_type":"text/plain"`}, acts: []string{"attachment.renamed"}},
			{name: "rename to a path", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"name":"../x"}`, header: ifMatch("2")}, status: 422, has: []string{"file_name", `"field":"name"`}},
			{name: "rename, unseen", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"name":"a\u202etxt.exe"}`, header: ifMatch("2")}, status: 422, has: []string{"file_name"}},
			{name: "rename to nothing", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"name":" "}`, header: ifMatch("2")}, status: 422, has: []string{"name_missing"}},
			{name: "to another record", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"subject_id":"` + h.Harbor.String() + `"}`, header: ifMatch("2")}, status: 422},
			{name: "another content", call: call{who: h.Mina, method: "PATCH", path: one, body: `{"sha256":"x"}`, header: ifMatch("2")}, status: 422},
			{name: "rename, read-only", call: call{who: h.Rob, method: "PATCH", path: one, body: `{"name":"x"}`, header: ifMatch("2")}, status: 403},
			{name: "rename, not his", call: call{who: h.Tao, method: "PATCH", path: one, body: `{"name":"x"}`, header: ifMatch("2")}, status: 404},
			{name: "remove, stale", call: call{who: h.Mina, method: "DELETE", path: one, header: ifMatch("1")}, status: 412},
			{name: "remove, read-only", call: call{who: h.Rob, method: "DELETE", path: one, header: ifMatch("2")}, status: 403},
			{name: "restore what is there", call: call{who: h.Mina, method: "POST", path: one + "/restore"}, status: 404},
			{name: "remove", call: call{who: h.Mina, method: "DELETE", path: one, header: ifMatch("2")}, status: 204, acts: []string{"attachment.removed"}},
			{name: "removed", call: call{who: h.Mina, method: "GET", path: one}, status: 404},
			{name: "removed, its preview", call: call{who: h.Mina, method: "GET", path: one + "/preview"}, status: 404},
			{name: "restore, not his", call: call{who: h.Tao, method: "POST", path: one + "/restore"}, status: 404},
			{name: "restore, read-only", call: call{who: h.Rob, method: "POST", path: one + "/restore"}, status: 403},
			{name: "restore", call: call{who: h.Mina, method: "POST", path: one + "/restore"}, status: 204, acts: []string{"attachment.restored"}},
			{name: "there again", call: call{who: h.Mina, method: "GET", path: one}, status: 200, has: []string{"会议纪要"}},
			{name: "timeline", call: call{who: h.Mo, method: "GET", path: "/api/timeline?subject=" + deal}, status: 200,
				has: []string{"attachment.added", "attachment.renamed", `"file":"会谈.svg"`}},
		} {
			h.run(s)
		}
		again := post(h.Mina, deal)
		again.header = typed("Idempotency-Key", "f1")
		first, second := h.do(again), h.do(again)
		if first.field(t, "id") == "" || first.body != second.body {
			t.Errorf("the same upload twice made two files: %s, %s", first.body, second.body)
		}
	})
}

// harmless fails unless an answer with somebody's content can do nothing in a
// browser.
func harmless(t *testing.T, name, disposition string, r reply) {
	t.Helper()
	for k, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Cache-Control": "private, no-store", "Content-Disposition": disposition, "Cross-Origin-Resource-Policy": "same-origin"} {
		if got := r.header.Get(k); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s is %q, want %q…", name, k, got, want)
		}
	}
	media := r.header.Get("Content-Type")
	if slices.ContainsFunc([]string{"html", "xml", "svg", "script", "multipart", "message"}, func(s string) bool { return strings.Contains(media, s) }) {
		t.Errorf("%s: served as %s", name, media)
	}
}

// TestUploadsRunNowhere is T03b.
func TestUploadsRunNowhere(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
		for name, content := range map[string]string{
			"x.svg": svg, "x.html": "<!DOCTYPE html><script>alert(1)</script>", "x.png": svg,
			"page.pdf": "<!DOCTYPE html>%PDF-1.7<script>alert(1)</script>",
			"x.pdf":    "%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
			"x.xml":    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><x/>`,
			"x.mht":    "MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "x.js": "GIF89a/*\x00\x00*/=1;alert(1)",
			"a\"\r\nX-Evil: y<svg>.png": svg,
		} {
			id := h.attached(h.Mina, deal, name, content)
			r := h.do(call{who: h.Mina, method: "GET", path: "/api/attachments/" + id})
			harmless(t, name, "attachment; filename", r)
			if r.body != content || r.header.Get("X-Evil") != "" {
				t.Errorf("%s: got %q %v", name, r.body, r.header)
			}
			p := h.do(call{who: h.Mina, method: "GET", path: "/api/attachments/" + id + "/preview"})
			if name == "x.pdf" {
				harmless(t, "preview of a PDF", "inline; filename", p)
				if p.status != http.StatusOK || p.header.Get("Content-Type") != "application/pdf" || p.body != content {
					t.Errorf("a PDF is shown with %d %s", p.status, p.header.Get("Content-Type"))
				}
			} else if p.status != http.StatusUnprocessableEntity {
				t.Errorf("%s: its preview gave %d %s", name, p.status, p.header.Get("Content-Type"))
			}
		}
		s := h.Tell()
		shown := h.do(call{who: h.Mina, method: "GET", path: "/api/attachments/" + s.Of("blueprint").String() + "/preview"})
		harmless(t, "preview", "inline", shown)
		if shown.status != 200 || shown.header.Get("Content-Type") != "image/png" || strings.Contains(shown.body, "Zqblueprint") {
			t.Errorf("preview: got %d %s", shown.status, shown.header.Get("Content-Type"))
		}
	})
}

// TestNamesOfFilesAreOnlyNames is T07a and T07c: what a file is called decides
// nothing on the server's disk, and nothing on the disk of who unpacks it.
func TestNamesOfFilesAreOnlyNames(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		names := []string{"../x", `..\x`, "%2e%2e%2f", "..%c0%af", "/abs", `C:\x`, "CON", "con.txt", "a:b", ".", "..", "", strings.Repeat("长", 300) + ".txt",
			"a\x00b", "a\u202etxt.exe", "e\u0301.txt", "\u00e9.txt", "\xff\xfe", "x.svg", "X.SVG", "x.svg", `d\..\..\y`, "a\nb", "LPT1.x"}
		for i, name := range names {
			h.attached(h.Mina, deal, name, "file "+strconv.Itoa(i))
		}
		r := h.do(call{who: h.Mina, method: "GET", path: "/api/attachments.zip?subject=" + deal})
		z, err := zip.NewReader(bytes.NewReader([]byte(r.body)), int64(len(r.body)))
		if err != nil || len(z.File) != len(names) {
			t.Fatalf("got %d files (%v), want %d", len(z.File), err, len(names))
		}
		seen := map[string]bool{}
		for _, f := range z.File {
			key := strings.ToLower(f.Name)
			if seen[key] || !filepath.IsLocal(f.Name) || strings.ContainsAny(f.Name, `/\:`+"\x00\n\u202e") || len([]rune(f.Name)) > 260 {
				t.Errorf("entry %q", f.Name)
			}
			seen[key] = true
		}
		if err := filepath.WalkDir(h.Data, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !strings.HasPrefix(path, filepath.Join(h.Data, "files")+"/") {
				t.Errorf("%s lies outside the files", path)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTraversalOnDownloads is T07b.
func TestTraversalOnDownloads(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		id := h.attached(h.Mina, "deal:"+h.aDeal(), "a.txt", "here")
		for _, form := range []string{"..%2f", "%2e%2e%2f", "..%5c", "..%c0%af", "%252e%252e%252f", "....%2f%2f", "%00", "..;", "%ef%bc%8f", "-1", "0", "+1",
			"1e3", "01", "a", "%20", "9223372036854775808", "*", "'", "1%27"} {
			for _, path := range []string{form, form + "%2fetc%2fpasswd"} {
				r := h.do(call{who: h.Mina, method: "GET", path: "/api/attachments/" + path})
				if r.status != 400 && r.status != 404 && r.status != 422 {
					t.Errorf("%s gave %d: %.100s", path, r.status, r.body)
				}
			}
		}
		h.run(scenario{name: "the next", call: call{who: h.Mina, method: "GET", path: "/api/attachments/" + id}, status: 200, has: []string{"here"}})
	})
}

// TestCutUploads is R07: uploads cut on the way leave no file that anybody sees,
// and nothing on the disk.
func TestCutUploads(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		random := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // a fixed series for a test
		cookie, before := h.cookie(h.Mina), len(h.acts())
		const size, uploads = 64 << 10, 200
		for i := range uploads {
			c, err := net.Dial("tcp", h.server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			sent := random.IntN(size)
			head := "POST /api/attachments?" + upload(deal, strconv.Itoa(i)+".bin") + " HTTP/1.1\r\nHost: " + h.server.Listener.Addr().String() + "\r\nCookie: " + cookie +
				"\r\nContent-Type: application/octet-stream\r\nContent-Length: " + strconv.Itoa(size) + "\r\n\r\n"
			_, err = io.WriteString(c, head+strings.Repeat("x", sent))
			if half := c.(*net.TCPConn); err == nil && i%2 == 0 {
				err = half.CloseWrite()
				_, _ = io.Copy(io.Discard, io.LimitReader(c, 12))
			}
			if err != nil {
				t.Fatal(err)
			}
			_ = c.Close()
		}
		h.server.Config.SetKeepAlivesEnabled(false)
		h.server.Close()
		left := 0
		_ = filepath.WalkDir(filepath.Join(h.Data, "files"), func(_ string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				left++
			}
			return nil
		})
		l, err := h.App.Attachments(context.Background(), h.As(h.Mina), refOf(t, deal), store.Page{})
		t.Logf("%d uploads cut: %d visible, %d left on disk, %d events", uploads, l.Total, left, len(h.acts())-before)
		if err != nil || l.Total != 0 || left != 0 || len(h.acts()) != before {
			t.Errorf("got %d visible, %d on disk (%v), want none", l.Total, left, err)
		}
	})
}

func refOf(t *testing.T, s string) (ref record.Ref) {
	t.Helper()
	if err := ref.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return ref
}

// TestFilesOnNotesAndAccounts: files are read as far as what they are on.
func TestFilesOnNotesAndAccounts(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		s := h.Tell()
		id := func(name string) string { return s.Of(name).String() }
		get := func(who record.ID, name string) call {
			return call{who: who, method: "GET", path: "/api/attachments/" + id(name)}
		}
		put := func(who record.ID, on string) call {
			return call{who: who, method: "POST", path: "/api/attachments?" + upload(on, "x.txt"), body: "x", header: octets()}
		}
		for _, c := range []scenario{
			{name: "of a note, her own", call: get(h.Mina, "scan"), status: 200},
			{name: "of a note, not his to read", call: get(h.Rui, "scan"), status: 404},
			{name: "of an account that he sees by a deal", call: get(h.Rui, "charter"), status: 404},
			{name: "of a contact", call: get(h.Mo, "badge"), status: 200},
			{name: "files of an account with those of its notes", call: call{who: h.Mina, method: "GET", path: "/api/attachments?subject=account:" + h.Harbor.String()},
				status: 200, has: []string{"Zqcharter", "Zqscan"}},
			{name: "of a note alone", call: call{who: h.Mina, method: "GET", path: "/api/attachments?subject=note:" + id("ledger")}, status: 200,
				has: []string{"Zqscan"}, hasNot: []string{"Zqcharter"}},
			{name: "of a note, not his", call: call{who: h.Rui, method: "GET", path: "/api/attachments?subject=note:" + id("ledger")}, status: 404},
			{name: "of a note of another", call: put(h.Rui, "note:"+id("ledger")), status: 404},
			{name: "on her account", call: put(h.Mina, "account:"+h.Harbor.String()), status: 200, acts: []string{"attachment.added"}},
			{name: "on an account that he only sees", call: put(h.Pia, "account:"+h.Harbor.String()), status: 403},
			{name: "by a member", call: put(h.Pia, "deal:"+id("wharf")), status: 200, acts: []string{"attachment.added"}},
			{name: "a note goes", call: call{who: h.Mina, method: "DELETE", path: "/api/notes/" + id("ledger"), header: ifMatch("1")}, status: 204,
				acts: []string{"note.removed"}},
			{name: "and its file", call: get(h.Mina, "scan"), status: 404},
			{name: "a deal goes", call: call{who: h.Mina, method: "DELETE", path: "/api/deals/" + id("wharf"), header: ifMatch(h.version(id("wharf")))}, status: 204,
				acts: []string{"deal.trashed"}},
			{name: "and its files", call: get(h.Pia, "blueprint"), status: 404},
			{name: "it returns", call: call{who: h.Mina, method: "POST", path: "/api/trash/deal/" + id("wharf") + "/restore"}, status: 204, acts: []string{"deal.restored"}},
			{name: "with its files", call: get(h.Pia, "blueprint"), status: 200, has: []string{"Zqblueprint"}},
		} {
			h.run(c)
		}
	})
}

// version is that of a deal.
func (h *house) version(deal string) string {
	h.t.Helper()
	id, err := record.ParseID(deal)
	if err != nil {
		h.t.Fatal(err)
	}
	x, err := h.App.Deal(context.Background(), h.As(h.Mina), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return strconv.FormatInt(x.Version, 10)
}

// TestFileLimits: too large, too many, too much in all: 413, and nothing changes.
func TestFileLimits(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := refOf(t, "deal:"+h.aDeal())
		small, err := app.New(context.Background(), app.Options{DB: h.DB, DataDir: h.Data, Files: app.FileLimits{File: 10, Record: 15, Count: 2}})
		if err != nil {
			t.Fatal(err)
		}
		add := func(content string, size int64) error {
			_, err := small.AddAttachment(context.Background(), h.As(h.Mina), deal, app.NewFile{Name: "x", Size: size, From: strings.NewReader(content)})
			return err
		}
		before := len(h.acts())
		h.Refused(add("12345678901", -1), "too_large", "file_too_large")
		h.Refused(add("12345678901", 11), "too_large", "file_too_large")
		if len(h.acts()) != before {
			t.Error("a refused upload made an event")
		}
		if err := add("1234567890", 10); err != nil {
			t.Fatal(err)
		}
		h.Refused(add("123456", -1), "too_large", "files_too_large")
		if err := add("12345", -1); err != nil {
			t.Fatal(err)
		}
		h.Refused(add("1", -1), "too_large", "files_too_many")
		if l, err := small.Attachments(context.Background(), h.As(h.Mina), deal, store.Page{}); err != nil || l.Total != 2 {
			t.Errorf("got %d files (%v), want 2", l.Total, err)
		}
	})
}

// TestDamagedFilesAreNotGivenOut is R08 through the door.
func TestDamagedFilesAreNotGivenOut(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		id := h.attached(h.Mina, deal, "a.txt", "whole")
		h.damage()
		h.run(scenario{name: "damaged", call: call{who: h.Mina, method: "GET", path: "/api/attachments/" + id}, status: 500, has: []string{"file_damaged"},
			hasNot: []string{"vhole"}})
		h.run(scenario{name: "range", call: call{who: h.Mina, method: "GET", path: "/api/attachments/" + id, header: map[string]string{"Range": "bytes=0-0"}},
			status: 500, has: []string{"file_damaged"}})
		h.attached(h.Mina, deal, "b.txt", "whole")
		h.run(scenario{name: "healed by the same content", call: call{who: h.Mina, method: "GET", path: "/api/attachments/" + id}, status: 200, has: []string{"whole"}})
	})
}

// damage changes the first byte of every file on the disk.
func (h *house) damage() {
	h.t.Helper()
	err := filepath.WalkDir(filepath.Join(h.Data, "files"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		content[0] ^= 1
		return os.WriteFile(path, content, 0o600)
	})
	if err != nil {
		h.t.Fatal(err)
	}
}
