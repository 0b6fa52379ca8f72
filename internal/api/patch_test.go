package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// shape is as much of a schema of the OpenAPI document as the tests below read.
type shape struct {
	Ref        string           `json:"$ref"`
	Type       any              `json:"type"`
	MaxLength  int              `json:"maxLength"`
	Enum       []any            `json:"enum"`
	Format     string           `json:"format"`
	Pattern    string           `json:"pattern"`
	Items      *shape           `json:"items"`
	Properties map[string]shape `json:"properties"`
	Others     any              `json:"additionalProperties"`
}

// document is the OpenAPI document.
type document struct {
	Paths map[string]map[string]struct {
		RequestBody struct {
			Content map[string]struct {
				Schema shape `json:"schema"`
			} `json:"content"`
		} `json:"requestBody"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]shape `json:"schemas"`
	} `json:"components"`
}

func (h *house) document() document {
	h.t.Helper()
	var d document
	r := h.do(call{method: "GET", path: "/api/openapi.json"})
	if err := json.Unmarshal([]byte(r.body), &d); err != nil {
		h.t.Fatal(err)
	}
	return d
}

func (d document) of(s shape) shape {
	for s.Ref != "" {
		s = d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
	}
	return s
}

// tooLong is a member of a change with one text that is too long.
type tooLong struct {
	at    string // its path in the body
	value any    // of the whole member
	fits  any    // the same with a text that is just short enough; nil: none is
}

// ownLimits are those of texts whose act checks what the schema cannot tell.
var ownLimits = map[string]int{"competitor_ties": 255, "others": 255, "wins": 255}

// texts finds every text in a schema, lists and objects included.
func (d document) texts(t *testing.T, name string, s shape) (out []tooLong) {
	t.Helper()
	s = d.of(s)
	kind, ok := s.Type.(string)
	if all, many := s.Type.([]any); many {
		kind, ok = all[0].(string)
	}
	if !ok && s.Type != nil { // no type: any value
		t.Fatalf("%s has the type %v", name, s.Type)
	}
	switch kind {
	case "string":
		limit := max(s.MaxLength, ownLimits[name])
		if s.Enum != nil || s.Format != "" || s.Pattern != "" {
			return []tooLong{{at: name, value: strings.Repeat("9", 40)}}
		}
		if limit == 0 {
			t.Errorf("%s has no limit", name)
		}
		return []tooLong{{name, strings.Repeat("长", limit+1), strings.Repeat("长", limit)}}
	case "array":
		if d.of(*s.Items).Type == "string" && d.of(*s.Items).MaxLength == 0 && ownLimits[name] > 0 {
			s.Items.MaxLength = ownLimits[name]
		}
		for _, x := range d.texts(t, name, *s.Items) {
			out = append(out, x.inside(func(v any) any { return []any{v} }))
		}
	case "object":
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			for _, x := range d.texts(t, field, s.Properties[field]) {
				x.at = name
				out = append(out, x.inside(func(v any) any { return map[string]any{field: v} }))
			}
		}
	}
	return out
}

func (x tooLong) inside(f func(any) any) tooLong {
	fits := x.fits
	if fits != nil {
		fits = f(fits)
	}
	return tooLong{x.at, f(x.value), fits}
}

// patchable is one record of each route that changes fields.
func (w *watch) patchable(t *testing.T) map[string]struct{ who, id record.ID } {
	t.Helper()
	body, kind := form(t, "accounts", "客户.csv", "公司\n云岭港务\n")
	up := w.h.do(call{who: w.Mina, method: "POST", path: "/api/imports", body: body,
		header: map[string]string{"Content-Type": kind, "Idempotency-Key": "patchable"}})
	load, err := record.ParseID(up.field(t, "id"))
	if err != nil {
		t.Fatal(err)
	}
	on := record.Ref{Kind: record.Deal, ID: w.Of("wharf")}
	file, err := w.App.AddAttachment(t.Context(), w.As(w.Mina), on,
		app.NewFile{Name: "a.txt", From: strings.NewReader("text"), Size: 4})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]struct{ who, id record.ID }{
		"/api/needs/{id}":           {w.Mina, w.Of("wish")},
		"/api/criteria/{id}":        {w.Mina, w.Of("measure")},
		"/api/accounts/{id}":        {w.Mina, w.Harbor},
		"/api/attachments/{id}":     {w.Mina, file.ID},
		"/api/account-events/{id}":  {w.Mina, w.Of("merger")},
		"/api/bookings/{id}":        {w.Mina, w.Of("expert")},
		"/api/change-reviews/{id}":  {w.Mina, w.Of("check")},
		"/api/competitors/{id}":     {w.Mina, w.Of("rival")},
		"/api/external-bodies/{id}": {w.Mina, w.Of("agency")},
		"/api/intel/{id}":           {w.Mina, w.Of("gossip")},
		"/api/objections/{id}":      {w.Mina, w.Of("doubt")},
		"/api/proposals/{id}":       {w.Mina, w.Of("offer")},
		"/api/strengths/{id}":       {w.Mina, w.Of("bell")},
		"/api/visits/{id}":          {w.Mina, w.Of("journey")},
		"/api/weaknesses/{id}":      {w.Mina, w.Of("gap")},
		"/api/contacts/{id}":        {w.Mina, w.Of("hermit")},
		"/api/deals/{id}":           {w.Mina, w.Of("wharf")},
		"/api/departments/{id}":     {w.Mina, w.Of("pier")},
		"/api/imports/{id}":         {w.Mina, load},
		"/api/influences/{id}":      {w.Mina, w.Of("boss on wharf")},
		"/api/notes/{id}":           {w.Mina, w.Of("ledger")},
		"/api/products/{id}":        {w.Dora, w.Of("gadget")},
		"/api/tasks/{id}":           {w.Pia, w.Of("homework")},
		"/api/teams/{id}":           {w.Ada, w.team(t)},
		"/api/users/{id}":           {w.Ada, w.Rob},
		"/api/roles/{id}":           {w.Ada, w.role(t)},
		"/api/me":                   {w.Rob, 0},
	}
}

func (w *watch) team(t *testing.T) record.ID {
	t.Helper()
	all, err := w.App.Teams(t.Context(), w.As(w.Ada))
	if err != nil || len(all) == 0 {
		t.Fatalf("%d teams (%v)", len(all), err)
	}
	return all[0].ID
}

func (w *watch) role(t *testing.T) record.ID {
	t.Helper()
	all, err := w.App.Roles(t.Context(), w.As(w.Ada))
	if err != nil || len(all) == 0 {
		t.Fatalf("%d roles (%v)", len(all), err)
	}
	return all[0].ID
}

// present is the version of a record, as the refusal of another one tells it.
func (w *watch) present(t *testing.T, who record.ID, path string) string {
	t.Helper()
	r := w.h.do(call{who: who, method: "PATCH", path: path, body: `{}`, header: at("999999")})
	var p struct {
		Params struct {
			Version json.Number `json:"current_version"`
		} `json:"params"`
	}
	if err := json.Unmarshal([]byte(r.body), &p); err != nil || r.status != http.StatusPreconditionFailed {
		t.Fatalf("%s gave %d %s (%v)", path, r.status, r.body, err)
	}
	return p.Params.Version.String()
}

// TestPatchLimits: on every route that changes fields, every text that is one
// character too long, and every value off its list, is refused by the name of
// its field, in both languages, and nothing at all has changed.
func TestPatchLimits(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		records, doc := w.patchable(t), h.document()
		before, count := rows(t, h.DB), 0
		for place, methods := range doc.Paths {
			op, ok := methods["patch"]
			if !ok {
				continue
			}
			target, ok := records[place]
			if !ok {
				t.Errorf("PATCH %s has no record here; add one to patchable", place)
				continue
			}
			c := call{who: target.who, method: "PATCH", path: strings.Replace(place, "{id}", target.id.String(), 1)}
			version := "1"
			if target.id != 0 && place != "/api/roles/{id}" && place != "/api/attachments/{id}" {
				version = w.present(t, target.who, c.path)
			}
			for name, s := range doc.of(op.RequestBody.Content["application/json"].Schema).Properties {
				for _, x := range doc.texts(t, name, s) {
					count++
					c.header = at(version)
					w.refuses(t, c, x, before)
					c.header = at("999999")
					w.takes(t, c, name, x)
				}
			}
		}
		if count < 60 {
			t.Errorf("%d texts were tried, want all of them", count)
		}
	})
}

// rows sums up all rows but the notes of who has read what, which come later.
func rows(t *testing.T, db *store.DB) map[string]string {
	t.Helper()
	all := cast.Content(t, db, 1)
	delete(all, "access")
	return all
}

// refuses sends a text that is too long.
func (w *watch) refuses(t *testing.T, c call, x tooLong, before map[string]string) {
	t.Helper()
	name, _, _ := strings.Cut(x.at, ".")
	b, err := json.Marshal(map[string]any{name: x.value})
	if err != nil {
		t.Fatal(err)
	}
	c.body = string(b)
	r := w.h.do(c)
	var p struct {
		Code, Field, Detail string
	}
	if err := json.Unmarshal([]byte(r.body), &p); err != nil || r.status != http.StatusUnprocessableEntity {
		t.Errorf("%s: %s gave %d %s", c.path, b[:min(len(b), 60)], r.status, r.body)
		return
	}
	if !strings.HasPrefix(p.Field, name) || p.Code == "" || p.Detail == "" || strings.Contains(p.Detail, "{") {
		t.Errorf("%s: %s of %s is refused with %+v", c.path, b[:min(len(b), 60)], x.at, p)
	}
	if x.fits != nil && p.Code == "value_invalid" {
		t.Errorf("%s: %s that is too long is said to be %s", c.path, x.at, p.Code)
	}
	if now := rows(t, w.DB); !maps.Equal(now, before) {
		t.Fatalf("%s: the refusal of %s has changed something", c.path, x.at)
	}
}

// takes sends a text that is just short enough, over a version that is not there.
func (w *watch) takes(t *testing.T, c call, name string, x tooLong) {
	t.Helper()
	if x.fits == nil {
		return
	}
	b, err := json.Marshal(map[string]any{name: x.fits})
	if err != nil {
		t.Fatal(err)
	}
	c.body = string(b)
	if r := w.h.do(c); strings.Contains(r.body, `"too_long"`) {
		t.Errorf("%s: %s of %s characters gave %d %s", c.path, x.at, strconv.Itoa(len(b)), r.status, r.body)
	}
}

// TestPatchShape: a change that is no object, names what is not there, or has a
// value of another type or out of range is refused at its field; null clears.
func TestPatchShape(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		path := "/api/deals/" + w.Of("wharf").String()
		version := w.present(t, w.Mina, path)
		before := rows(t, h.DB)
		for _, x := range []struct {
			body, code, field string
			status            int
		}{
			{`[]`, "body_unreadable", "", 400}, {`null`, "body_unreadable", "", 400}, {`{"name":`, "body_unreadable", "", 400},
			{`{"NAME":"x"}`, "field_unknown", "NAME", 422}, {`{"stage":"S6"}`, "field_unknown", "stage", 422},
			{`{"name":7}`, "wrong_type", "name", 422}, {`{"temperature":"7"}`, "wrong_type", "temperature", 422},
			{`{"temperature":101}`, "out_of_range", "temperature", 422}, {`{"temperature":-1}`, "out_of_range", "temperature", 422},
			{`{"veto":["R1","R2","R3"]}`, "too_many", "veto", 422}, {`{"veto":["R99"]}`, "value_invalid", "veto[0]", 422},
			{`{"risk":{"R1":"2"}}`, "wrong_type", "risk.R1", 422}, {`{"urgency":"soon"}`, "value_invalid", "urgency", 422},
			{`{"expected_close":"31.12.2026"}`, "value_invalid", "expected_close", 422},
			{`{"product_id":"abc"}`, "value_invalid", "product_id", 422},
			{`{"amount":{"amount":"1"}}`, "missing", "amount.currency", 422},
			{`{"sso_what":"` + strings.Repeat("x", 256) + `"}`, "too_long", "sso_what", 422},
		} {
			r := h.do(call{who: w.Mina, method: "PATCH", path: path, body: x.body, header: at(version)})
			if r.status != x.status || r.field(t, "code") != x.code || r.field(t, "field") != x.field {
				t.Errorf("%s gave %d %s, want %d %s at %q", x.body, r.status, r.body, x.status, x.code, x.field)
			}
		}
		if !maps.Equal(rows(t, h.DB), before) {
			t.Error("a refusal has changed something")
		}
		h.run(scenario{name: "his language", call: call{who: w.Mina, method: "PATCH", path: "/api/me", body: `{"lang":"zh"}`},
			status: 204, acts: []string{"user.edited"}})
		h.run(scenario{name: "two faults", call: call{who: w.Mina, method: "PATCH", path: path, header: at(version),
			body: `{"sso_what":"` + strings.Repeat("长", 256) + `","temperature":101}`}, status: 422,
			has: []string{"太长了，最多 255 个字。", "超出范围，应在 0 到 100 之间。"}})
		h.run(scenario{name: "null clears", call: call{who: w.Mina, method: "PATCH", path: path, body: `{"product_id":null}`,
			header: at(version)}, status: 200, hasNot: []string{`"product_id"`}, acts: []string{"deal.edited"}})
		h.run(scenario{name: "a new one alike", call: call{who: w.Mina, method: "POST", path: "/api/deals",
			body: `{"name":"` + strings.Repeat("长", 256) + `","account_id":"` + w.Harbor.String() + `"}`}, status: 422,
			has: []string{`"code":"too_long"`, `"field":"name"`, "太长了，最多 255 个字。"}})
	})
}
