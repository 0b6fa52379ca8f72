package backup_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sente/internal/backup"
	"sente/internal/cast"
	"sente/internal/store"
)

// entry is a member of an archive that a test writes by hand.
type entry struct {
	tar.Header
	content []byte
}

// opened is a backup taken apart.
type opened struct {
	manifest backup.Manifest
	entries  []entry // without manifest and tail
}

func open(t *testing.T, whole []byte) opened {
	t.Helper()
	var o opened
	r := tar.NewReader(bytes.NewReader(whole))
	for {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return o
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch head.Name {
		case "manifest.json":
			if err := json.Unmarshal(b, &o.manifest); err != nil {
				t.Fatal(err)
			}
		case "archive.sha256":
		default:
			o.entries = append(o.entries, entry{*head, b})
		}
	}
}

// sealed is the archive of o with a right sum: whoever forges can do that too.
func (o opened) sealed(t *testing.T) []byte {
	t.Helper()
	head, err := json.Marshal(o.manifest)
	if err != nil {
		t.Fatal(err)
	}
	manifest := entry{tar.Header{Name: "manifest.json", Typeflag: tar.TypeReg, Mode: 0o600}, head}
	body := archive(t, o.manifest.CreatedAt, append([]entry{manifest}, o.entries...), false)
	sum := sha256.Sum256(body)
	last := entry{tar.Header{Name: "archive.sha256", Typeflag: tar.TypeReg, Mode: 0o600}, []byte(hex.EncodeToString(sum[:]))}
	return append(body, archive(t, o.manifest.CreatedAt, []entry{last}, true)...)
}

func archive(t *testing.T, at time.Time, list []entry, end bool) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range list {
		e.Size, e.ModTime, e.Format = int64(len(e.content)), at.Truncate(time.Second), tar.FormatUnknown
		if err := w.WriteHeader(&e.Header); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.content); err != nil {
			t.Fatal(err)
		}
	}
	finish := w.Flush
	if end {
		finish = w.Close
	}
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// with adds a member to archive and manifest.
func (o opened) with(name string, kind byte, content string) opened {
	sum := sha256.Sum256([]byte(content))
	member := backup.Member{Name: name, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}
	o.manifest.Members = append(slices.Clone(o.manifest.Members), member)
	head := tar.Header{Name: name, Typeflag: kind, Mode: 0o600}
	if kind != tar.TypeReg {
		head.Linkname, content = "/etc/passwd", ""
	}
	o.entries = append(slices.Clone(o.entries), entry{head, []byte(content)})
	return o
}

// holding replaces the database by other bytes, with a right hash.
func (o opened) holding(database []byte) opened {
	sum := sha256.Sum256(database)
	o.entries, o.manifest.Members = slices.Clone(o.entries), slices.Clone(o.manifest.Members)
	o.entries[0].content = database
	o.manifest.Members[0] = backup.Member{Name: o.manifest.Members[0].Name, Size: int64(len(database)),
		SHA256: hex.EncodeToString(sum[:])}
	return o
}

// forgeries are archives that contradict themselves or reach out of their place,
// every one with a right sum.
func forgeries(o opened, hash string) map[string]opened {
	said := func(f func(*backup.Manifest)) opened {
		o := o
		o.manifest.Tables, o.manifest.Members = slices.Clone(o.manifest.Tables), slices.Clone(o.manifest.Members)
		f(&o.manifest)
		return o
	}
	packed := func(b []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		_, _ = w.Write(b)
		_ = w.Close()
		return out.Bytes()
	}
	swapped := o
	swapped.entries = slices.Clone(o.entries)
	slices.Reverse(swapped.entries)
	lacking := o
	lacking.entries = o.entries[:len(o.entries)-1]
	more := o.with("files/"+strings.Repeat("ab", 32), tar.TypeReg, "more")
	more.manifest.Members = o.manifest.Members
	other := o
	other.entries = slices.Clone(o.entries)
	other.entries[1].content = []byte(strings.Repeat("x", len(o.entries[1].content)))
	link := "files/" + strings.Repeat("cd", 32)
	return map[string]opened{
		"other product":           said(func(m *backup.Manifest) { m.Product = "gitea" }),
		"newer format":            said(func(m *backup.Manifest) { m.Format = 2 }),
		"newer schema":            said(func(m *backup.Manifest) { m.Schema = 9999 }),
		"older schema claimed":    said(func(m *backup.Manifest) { m.Schema = 1 }),
		"unknown engine":          said(func(m *backup.Manifest) { m.Engine = "oracle" }),
		"other engine":            said(func(m *backup.Manifest) { m.Engine = "postgres" }),
		"no members":              said(func(m *backup.Manifest) { m.Members = nil }),
		"a row more claimed":      said(func(m *backup.Manifest) { m.Tables[0].Rows++ }),
		"other hash of a table":   said(func(m *backup.Manifest) { m.Tables[1].Hash = m.Tables[2].Hash }),
		"a table less claimed":    said(func(m *backup.Manifest) { m.Tables = m.Tables[1:] }),
		"database is no database": o.holding(packed([]byte("hello"))),
		"database is empty":       o.holding(packed(nil)),
		"database is not packed":  o.holding([]byte("hello")),
		"database cut":            o.holding(o.entries[0].content[:len(o.entries[0].content)/2]),
		"members swapped":         swapped,
		"attachment missing":      lacking,
		"more than the manifest":  more,
		"attachment exchanged":    other,
		"parent folder":           o.with("../"+hash, tar.TypeReg, "x"),
		"parent folder inside":    o.with("files/../../"+hash, tar.TypeReg, "x"),
		"absolute":                o.with("/tmp/"+hash, tar.TypeReg, "x"),
		"backslashes":             o.with(`files\..\..\`+hash, tar.TypeReg, "x"),
		"double slash":            o.with("files//"+hash, tar.TypeReg, "x"),
		"other folder":            o.with("bin/"+hash, tar.TypeReg, "x"),
		"name is no hash":         o.with("files/evil.sh", tar.TypeReg, "x"),
		"second database":         o.with("sente.db", tar.TypeReg, "x"),
		"key though it says none": o.with("secret.key", tar.TypeReg, "x"),
		"symbolic link":           o.with(link, tar.TypeSymlink, ""),
		"hard link":               o.with(link, tar.TypeLink, ""),
		"device":                  o.with(link, tar.TypeChar, ""),
		"folder":                  o.with(link+"/", tar.TypeDir, ""),
		"the same name twice":     o.with("files/"+hash, tar.TypeReg, "x").with("files/"+hash, tar.TypeReg, "y"),
	}
}

// mutilations are archives with wrong bytes.
func mutilations(whole []byte) map[string][]byte {
	out := map[string][]byte{"empty": {}, "text": []byte("hello"), "a byte more": append(slices.Clone(whole), 0),
		"a block more": append(slices.Clone(whole), make([]byte, 512)...)}
	for i := range 20 {
		at := (len(whole) - 1) * i / 19
		bad := slices.Clone(whole)
		bad[at] ^= 0x10
		out[fmt.Sprintf("byte %d flipped", at)] = bad
		out[fmt.Sprintf("cut at %d", at)] = whole[:at]
	}
	for _, n := range []int{512, 1024, 2048} {
		out[fmt.Sprintf("cut by %d", n)] = whole[:len(whole)-n]
	}
	return out
}

func TestDamagedBackupsAreRefused(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		cast.New(t, db, clock)
		data := t.TempDir()
		hash := upload(t, data, "an attachment")
		made, err := backup.Make(ctx, backup.Source{DB: db, Data: data}, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		whole, err := os.ReadFile(made.Path)
		if err != nil {
			t.Fatal(err)
		}
		o := open(t, whole)
		forged := filepath.Join(t.TempDir(), "again.tar")
		if err := os.WriteFile(forged, o.sealed(t), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Verify(ctx, forged); err != nil {
			t.Fatalf("the forger's archive of nothing but the truth is refused, so the others prove nothing: %v", err)
		}
		all := mutilations(whole)
		if db.Engine() == "sqlite" { // what lies inside pg_dump's file is its own business
			for name, f := range forgeries(o, hash) {
				all[name] = f.sealed(t)
			}
		}
		for name, b := range all {
			refusedWhole(t, name, b)
		}
		t.Logf("%s: %d damaged or forged backups refused, nothing written", db.Engine(), len(all))
	})
}

// refusedWhole restores b, which must fail and leave neither folder nor table.
func refusedWhole(t *testing.T, name string, b []byte) {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "bad.tar")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	to := backup.Target{Data: filepath.Join(t.TempDir(), "restored")}
	if _, err := backup.Restore(ctx, path, to); err == nil {
		t.Errorf("%s: restored, want it refused", name)
	}
	if _, err := os.Stat(to.Data); !os.IsNotExist(err) {
		t.Errorf("%s: the folder is there after the refusal (%v)", name, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(to.Data)); len(entries) != 0 {
		t.Errorf("%s: %d files were written beside the folder", name, len(entries))
	}
}

func TestRestoreWantsAnEmptyPlace(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		cast.New(t, db, clock)
		made, err := backup.Make(ctx, backup.Source{DB: db, Data: t.TempDir()}, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		before := contentsOf(t, db)
		full := t.TempDir()
		if err := os.WriteFile(filepath.Join(full, "mine.txt"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		targets := []backup.Target{{Data: full}}
		if db.Engine() == "postgres" {
			targets = []backup.Target{{Data: full, Database: cast.EmptyPostgres(t)},
				{Data: filepath.Join(t.TempDir(), "x"), Database: db.URL()}}
		}
		for _, to := range targets {
			if _, err := backup.Restore(ctx, made.Path, to); err == nil {
				t.Errorf("restored into %+v, want it refused", to)
			}
		}
		if got := tree(t, full); len(got) != 1 {
			t.Errorf("got files %v, want only the one that was there", got)
		}
		if err := store.Differ(before, contentsOf(t, db)); err != nil {
			t.Error(err)
		}
	})
}

func TestKeepDeletesOnlyOldBackups(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"sente-20261101-023000.tar", "sente-20261102-023000.tar", "sente-20261103-023000.tar",
		"sente-20261101-023000.tar.bak", "other.tar", "sente-1.tar"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := backup.Keep(dir, 2); err != nil {
		t.Fatal(err)
	}
	got, want := tree(t, dir), 5
	files, err := backup.List(dir)
	if err != nil || len(got) != want || len(files) != 2 || files[0].Name != "sente-20261103-023000.tar" {
		t.Errorf("got %v and the list %v (%v), want %d files and the newest two", got, files, err, want)
	}
	if none, err := backup.List(filepath.Join(dir, "nowhere")); err != nil || len(none) != 0 {
		t.Errorf("a folder that is not there: got %v, %v", none, err)
	}
}
