package api_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"strings"
	"testing"

	"sente/internal/sales/record"
)

// form is the body of an upload, and its content type.
func form(t *testing.T, kind, name, text string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("kind", kind); err != nil {
		t.Fatal(err)
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

// work does what the jobs of an import would do.
func (h *house) work(id string) {
	h.t.Helper()
	n, err := record.ParseID(id)
	if err == nil {
		err = h.App.WorkImport(context.Background(), n)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func TestScenarioImport(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		text, kind := form(t, "accounts", "客户.csv", "公司,电话,备注\n云岭港务,0571-88880001,=2+2\n坏的,123,x\n")
		up := map[string]string{"Content-Type": kind, "Idempotency-Key": "k1"}
		imports := "/api/imports"
		r := h.run(scenario{name: "upload", call: call{who: h.Mina, method: "POST", path: imports, body: text, header: up},
			status: 200, has: []string{`"state":"detected"`, `"suggest":"name"`, `"column":"备注","field":"about"`, `"may":["edit","check"]`},
			acts: []string{"import.added"}})
		id := r.field(t, "id")
		again := h.run(scenario{name: "same key", call: call{who: h.Mina, method: "POST", path: imports, body: text, header: up}, status: 200})
		if again.field(t, "id") != id {
			t.Error("the same upload became two imports")
		}
		at := imports + "/" + id
		one := map[string]string{"If-Match": `"1"`}
		for _, s := range []scenario{
			{name: "list", call: call{who: h.Mina, method: "GET", path: imports}, status: 200, has: []string{id}},
			{name: "list of the manager", call: call{who: h.Mo, method: "GET", path: imports}, status: 200, has: []string{id}},
			{name: "list of a colleague", call: call{who: h.Rui, method: "GET", path: imports}, status: 200, hasNot: []string{id}},
			{name: "not his", call: call{who: h.Rui, method: "GET", path: at}, status: 404},
			{name: "no right", call: call{who: h.Rob, method: "GET", path: at}, status: 403},
			{name: "nobody", call: call{method: "GET", path: at}, status: 401},
			{name: "read", call: call{who: h.Mina, method: "GET", path: at}, status: 200, has: []string{`"rows":2`}},
			{name: "no version", call: call{who: h.Mina, method: "PATCH", path: at, body: `{"key":"match"}`}, status: 428},
			{name: "long default", call: call{who: h.Mina, method: "PATCH", path: at, header: one,
				body: `{"defaults":{"about":"` + strings.Repeat("长", 4001) + `"}}`}, status: 422,
				has: []string{`"code":"too_long","title"`, `"field":"defaults"`}},
			{name: "long word", call: call{who: h.Mina, method: "PATCH", path: at, header: one,
				body: `{"columns":[{"column":"备注","field":"about","values":{"a":"` + strings.Repeat("长", 4001) + `"}}]}`}, status: 422,
				has: []string{`"code":"too_long","title"`, `"field":"columns"`}},
			{name: "unknown column", call: call{who: h.Mina, method: "PATCH", path: at, header: one,
				body: `{"columns":[{"column":"没有","field":"name"}]}`}, status: 422, has: []string{"import_column_unknown"}},
			{name: "plan", call: call{who: h.Mina, method: "PATCH", path: at, header: one, body: `{"duplicate":"skip"}`},
				status: 200, has: []string{`"duplicate":"skip"`, `"version":2`}},
			{name: "run too early", call: call{who: h.Mina, method: "POST", path: at + "/run"}, status: 409,
				has: []string{"import_not_checked"}},
			{name: "values", call: call{who: h.Mina, method: "GET", path: at + "/values?column=电话&field=phone"}, status: 200,
				has: []string{`"text":"123","count":1`, `"more":false`}},
			{name: "values of no column", call: call{who: h.Mina, method: "GET", path: at + "/values?column=x&field=phone"},
				status: 422, has: []string{"import_column_unknown"}},
			{name: "values of not his", call: call{who: h.Rui, method: "GET", path: at + "/values?column=电话&field=phone"},
				status: 404},
			{name: "dry run", call: call{who: h.Mina, method: "POST", path: at + "/check"}, status: 200, has: []string{`"checking"`}},
		} {
			h.run(s)
		}
		h.work(id)
		h.run(scenario{name: "verdicts", call: call{who: h.Mina, method: "GET", path: at + "/rows?limit=1"}, status: 200,
			has: []string{`"record":2,"verdict":"stored"`, `"title":"云岭港务"`, `"next_cursor":"2"`}})
		h.run(scenario{name: "refused", call: call{who: h.Mina, method: "GET", path: at + "/rows?verdict=refused&cursor=2"},
			status: 200, has: []string{`"record":3,"verdict":"refused","code":"invalid_phone","column":"电话"`}})
		h.run(scenario{name: "run", call: call{who: h.Mina, method: "POST", path: at + "/run"}, status: 200,
			has: []string{`"running"`}, acts: []string{"import.started"}})
		h.work(id)
		h.run(scenario{name: "done", call: call{who: h.Mina, method: "GET", path: at}, status: 200,
			has: []string{`"state":"done"`, `"made":{"account":1}`, `"may":["undo"]`}})
		h.run(scenario{name: "refused rows", call: call{who: h.Mina, method: "GET", path: at + "/refused.csv"}, status: 200,
			has: []string{"invalid_phone", "坏的,123,x"}, hasNot: []string{"云岭港务"}})
		r = h.run(scenario{name: "export", call: call{who: h.Mina, method: "GET", path: "/api/export/accounts.csv"}, status: 200,
			has: []string{"云岭港务", "'=2+2", "海港集团有限公司"}, hasNot: []string{"江州银行"}, acts: []string{"export.made"}})
		if got := r.header.Get("Content-Type"); !strings.HasPrefix(got, "text/csv") {
			t.Errorf("Content-Type %q", got)
		}
		h.run(scenario{name: "undo", call: call{who: h.Mina, method: "POST", path: at + "/undo"}, status: 200,
			has: []string{`"undoing"`}, acts: []string{"import.undo_started"}})
		h.work(id)
		h.run(scenario{name: "undone", call: call{who: h.Mina, method: "GET", path: at}, status: 200, has: []string{`"undone"`}})
	})
}

func TestScenarioExport(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for _, s := range []scenario{
			{name: "nobody", call: call{method: "GET", path: "/api/export/deals.csv"}, status: 401},
			{name: "read-only", call: call{who: h.Rob, method: "GET", path: "/api/export/deals.csv"}, status: 403},
			{name: "no such file", call: call{who: h.Ada, method: "GET", path: "/api/export/roles.csv"}, status: 422},
			{name: "users by a rep", call: call{who: h.Mina, method: "GET", path: "/api/export/users.csv"}, status: 403},
			{name: "users", call: call{who: h.Ada, method: "GET", path: "/api/export/users.csv"}, status: 200,
				has: []string{"莫明,mo,一部,莫明"}, acts: []string{"export.made"}},
			{name: "workbook", call: call{who: h.Mo, method: "GET", path: "/api/export/accounts.xlsx?q=海港"}, status: 200,
				has: []string{"PK"}, acts: []string{"export.made"}},
			{name: "contacts", call: call{who: h.Mo, method: "GET", path: "/api/export/contacts.csv"}, status: 200,
				acts: []string{"export.made"}},
			{name: "products", call: call{who: h.Mina, method: "GET", path: "/api/export/products.csv"}, status: 200,
				acts: []string{"export.made"}},
		} {
			h.run(s)
		}
	})
}

func TestUploadsThatAreNoTableAreRefused(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for name, tc := range map[string]struct {
			kind, text string
			status     int
			code       string
		}{
			"empty":        {"accounts", "", 422, "empty_file"},
			"open quote":   {"accounts", "a,b\n\"x,y\n", 422, "quote_unclosed"},
			"picture":      {"accounts", "\x89PNG\r\n\x1a\n\x00\x00", 415, "unsupported_format"},
			"unknown kind": {"roles", "a\n1\n", 422, "value_invalid"},
		} {
			text, kind := form(t, tc.kind, "x.csv", tc.text)
			h.run(scenario{name: name, call: call{who: h.Ada, method: "POST", path: "/api/imports", body: text,
				header: map[string]string{"Content-Type": kind}}, status: tc.status, has: []string{tc.code}})
		}
	})
}
