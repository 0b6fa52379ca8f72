package api_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/store"
)

// lists are the places that take filters, sorts and cursors, with their sorts.
var lists = []struct {
	path  string
	sorts []string
}{
	{"/api/deals?", []string{"updated_at", "name", "amount", "expected_close", "stage_entered_on", "win_prob", "flag_count"}},
	{"/api/accounts?", []string{"name", "updated_at", "industry"}},
	{"/api/contacts?", []string{"name", "updated_at"}},
	{"/api/tasks?mine=true&", []string{"due_on", "created_at"}},
	{"/api/board?", []string{""}},
	{"/api/search?", []string{""}},
}

// filters are the parameters of all lists.
var filters = []string{"q", "status", "stage", "owner", "team", "account", "product", "grade", "rule", "severity", "worst",
	"tag", "amount_min", "amount_max", "currency", "close_from", "close_to", "limit", "parent", "industry", "sort", "cursor"}

// FuzzQuery sends filters, sorts, cursors and search words: whatever they are, the
// answer is a list or a refusal, and the same on both engines.
func FuzzQuery(f *testing.F) {
	for i := range lists {
		for j := range filters {
			f.Add(uint8(i), uint8(0), uint8(j), "'); DROP TABLE deal--", `null`)
		}
		for j := range lists[i].sorts {
			for _, last := range []string{`null`, `"a"`, `1`, `1.5`, `{"a":1}`, `[1]`, `true`, `"\u0000"`, `1e400`, `-9223372036854775808`} {
				f.Add(uint8(i), uint8(2*j), uint8(0), "hx 10%_", last)
				f.Add(uint8(i), uint8(2*j+1), uint8(0), "", last)
			}
		}
	}
	servers := fuzzServers(f)
	f.Fuzz(func(t *testing.T, place, sort, filter uint8, value, last string) {
		l := lists[int(place)%len(lists)]
		key := l.sorts[int(sort/2)%len(l.sorts)]
		if sort%2 == 1 && key != "" {
			key = "-" + key
		}
		query := url.Values{}
		if key != "" && json.Valid([]byte(last)) {
			text := fmt.Sprintf(`{"s":%q,"l":%s,"i":"1"}`, key, last)
			query.Set("cursor", signed(text))
			query.Set("sort", key)
		}
		query.Set(filters[int(filter)%len(filters)], value)
		first := 0
		for i, s := range servers {
			status, text := s.get(l.path + query.Encode())
			if status >= 500 {
				t.Fatalf("%s: %s%s: %d %s", s.engine, l.path, query.Encode(), status, text)
			}
			if i > 0 && status != first {
				t.Fatalf("%s%s: %d, %d on %s: %s", l.path, query.Encode(), first, status, s.engine, text)
			}
			first = status
		}
	})
}

// signed is a cursor as a database without a secret signs it, so that what is
// wrong behind the signature is tried too.
func signed(text string) string {
	h := hmac.New(sha256.New, nil)
	h.Write([]byte("cursor\x00" + text))
	return base64.RawURLEncoding.EncodeToString(append(h.Sum(nil)[:12], text...))
}

// TestPagesAfterEachSort goes on from the first page of each list, in each
// order, and not by a cursor with a changed letter.
func TestPagesAfterEachSort(t *testing.T) {
	for _, s := range fuzzServers(t) {
		t.Run(s.engine, func(t *testing.T) {
			for _, l := range lists {
				for _, key := range l.sorts {
					if key == "" {
						continue
					}
					for _, key := range []string{key, "-" + key} {
						s.goOn(t, l.path+"limit=1&sort="+key)
					}
				}
			}
		})
	}
}

// goOn reads the second page.
func (s fuzzServer) goOn(t *testing.T, path string) {
	t.Helper()
	status, text := s.get(path)
	var page struct {
		Next string `json:"next_cursor"`
	}
	if err := json.Unmarshal([]byte(text), &page); err != nil || status != http.StatusOK || page.Next == "" {
		t.Errorf("%s: %d %s %v", path, status, text, err)
		return
	}
	status, second := s.get(path + "&cursor=" + page.Next)
	if status != http.StatusOK || second == text || !strings.Contains(second, `"items":[{`) {
		t.Errorf("%s, second page: %d %s", path, status, second)
	}
	raw, err := base64.RawURLEncoding.DecodeString(page.Next)
	if err != nil || signed(string(raw[12:])) != page.Next {
		t.Errorf("%s: cursor %s (%v) is not signed as the fuzz test does it", path, page.Next, err)
	}
	for i := range page.Next {
		letter := byte('A')
		if page.Next[i] == letter {
			letter = 'B'
		}
		status, text := s.get(path + "&cursor=" + page.Next[:i] + string(letter) + page.Next[i+1:])
		if status != http.StatusUnprocessableEntity || !strings.Contains(text, "cursor_invalid") {
			t.Errorf("%s, cursor changed at %d: %d %s", path, i, status, text)
			return
		}
	}
}

// fuzzServer is a server of an engine with somebody logged in.
type fuzzServer struct {
	engine, cookie string
	handler        http.Handler
}

func (s fuzzServer) get(path string) (int, string) { return s.send(http.MethodGet, path, "") }

func (s fuzzServer) send(method, path, body string) (int, string) {
	req := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Cookie", s.cookie)
	rec := httptest.NewRecorder()
	s.handler.ServeHTTP(rec, req)
	return rec.Code, rec.Body.String()
}

// fuzzServers are one per engine, each with two of everything.
func fuzzServers(t testing.TB) (all []fuzzServer) {
	t.Helper()
	all = append(all, newFuzzServer(t, "sqlite", "file:"+filepath.Join(t.TempDir(), "sente.db")))
	if base := os.Getenv("TEST_POSTGRES"); base != "" {
		admin, err := sql.Open("pgx", base)
		sound(t, err)
		name := fmt.Sprintf("fuzz%d", os.Getpid())
		_, _ = admin.ExecContext(context.Background(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		_, err = admin.ExecContext(context.Background(), "CREATE DATABASE "+name)
		sound(t, err)
		sound(t, admin.Close())
		all = append(all, newFuzzServer(t, "postgres", cast.OnDatabase(base, name)))
	}
	return all
}

func sound(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newFuzzServer(t testing.TB, engine, at string) fuzzServer {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	db, err := store.Open(context.Background(), store.Options{URL: at, Normal: true, Log: quiet})
	sound(t, err)
	a, err := app.New(context.Background(), app.Options{DB: db, Log: quiet, SetupSecret: "secret", DataDir: t.TempDir()})
	sound(t, err)
	h := api.New(api.Options{App: a, Version: "test", Log: quiet})
	t.Cleanup(func() {
		h.Close()
		_ = db.Close()
	})
	s := fuzzServer{engine: engine, handler: h}
	req := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/setup", strings.NewReader(
		`{"secret":"secret","login":"ada","name":"Ada","password":"a good long password 7","workspace_name":"x"}`))
	req.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	for _, c := range rec.Result().Cookies() {
		s.cookie += c.Name + "=" + c.Value + "; "
	}
	for i := range 3 {
		id := s.add(t, "/api/accounts", fmt.Sprintf(`{"name":"华信%d","industry":"矿业"}`, i))
		s.add(t, "/api/contacts", fmt.Sprintf(`{"name":"周文%d","account_id":%q}`, i, id))
		d := s.add(t, "/api/deals", fmt.Sprintf(`{"name":"招标%d","account_id":%q,"expected_close":"2027-01-0%d",
			"amount":{"amount":"%d.00","currency":"CNY"}}`, i, id, i+1, i+1))
		s.add(t, "/api/tasks", fmt.Sprintf(`{"subject":"deal:%s","title":"演示%d","due_on":"2027-01-0%d"}`, d, i, i+1))
	}
	return s
}

func (s fuzzServer) add(t testing.TB, path, body string) string {
	t.Helper()
	status, text := s.send(http.MethodPost, path, body)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(text), &made); err != nil || status >= 300 {
		t.Fatalf("POST %s: %d %s %v", path, status, text, err)
	}
	return made.ID
}
