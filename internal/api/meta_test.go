package api_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestMetaListsAreThoseOfTheDocument: every closed list that the document knows
// stands in /api/meta, with the same values, and none is empty.
func TestMetaListsAreThoseOfTheDocument(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		var meta struct {
			Lists map[string][]any `json:"lists"`
		}
		r := h.do(call{who: h.Rob, method: "GET", path: "/api/meta"})
		if err := json.Unmarshal([]byte(r.body), &meta); err != nil || r.status != 200 {
			t.Fatalf("got %d %s (%v)", r.status, r.body, err)
		}
		for name, want := range map[string][]any{"severity": {"critical", "high", "medium", "low"}, "mode": {"G", "T", "EK", "OC"}} {
			if !reflect.DeepEqual(meta.Lists[name], want) {
				t.Errorf("%s is %v, want %v", name, meta.Lists[name], want)
			}
		}
		if !strings.Contains(r.body, `"support":[{"value":5,"code":"p5"},{"value":4,"code":"p4"}`) ||
			!strings.Contains(r.body, `{"value":-5,"code":"m5"}]`) {
			t.Errorf("the scale of support: %s", r.body)
		}
		known := func(enum []any) bool {
			for _, l := range meta.Lists {
				if reflect.DeepEqual(l, enum) {
					return true
				}
			}
			return false
		}
		doc := h.document()
		for room, fields := range map[string][]string{"DealRow": {"worst", "status", "stage", "grade"}, "AccountFields": {"relation"},
			"DealFields":       {"buyer_stage", "procurement_mode", "entry_timing", "urgency", "competition", "home", "man_m", "q1"},
			"CompetitorFields": {"position"}, "InfluenceFields": {"influence"}, "SheetPerson": {"mode"}, "Judgement": {"act", "stage", "criterion"},
			"Move": {"act"}} {
			for _, field := range fields {
				enum := doc.Components.Schemas[room].Properties[field].Enum
				if _, ok := doc.Components.Schemas[room]; ok && !known(enum) {
					t.Errorf("%s of %s is %v, which no list has", field, room, enum)
				}
			}
		}
		for name, l := range meta.Lists {
			if len(l) == 0 || slices.Contains(l, any("")) {
				t.Errorf("%s is %v", name, l)
			}
		}
	})
}
