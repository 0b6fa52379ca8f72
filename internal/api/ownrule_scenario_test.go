package api_test

import (
	"context"
	"strings"
	"testing"
)

func TestOwnRuleRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := h.run(scenario{name: "a deal", call: call{who: h.Mina, method: "POST", path: "/api/deals",
			body: `{"name":"海港调度","account_id":"` + h.Harbor.String() + `"}`}, status: 200, acts: []string{"deal.added"}}).field(t, "id")
		fields := call{who: h.Ada, method: "GET", path: "/api/rules/fields"}
		texts := call{who: h.Mina, method: "GET", path: "/api/rules/own"}
		check := func(expression string) call {
			return call{who: h.Ada, method: "POST", path: "/api/rules/check", body: `{"expression":"` + expression + `"}`}
		}
		const rule = `{"name":{"zh":"没有进展","en":"No progress"},"expression":"deal.stage == \"S1\" and len(calls) == 0","severity":"high","why":{"zh":"没有拜访"},"do":{"en":"Go and see them"},"enabled":true}`
		try := call{who: h.Ada, method: "POST", path: "/api/rules/try", body: `{"changes":[],"own":[` + rule + `]}`}
		save := call{who: h.Ada, method: "POST", path: "/api/rules", body: try.body, header: at("1")}
		wrong := save
		wrong.body = strings.Replace(save.body, "deal.stage", "deal.stages", 1)
		repFields, repCheck, nobody := fields, check("true"), texts
		repFields.who, repCheck.who, nobody.who = h.Mina, h.Mina, 0
		for _, s := range []scenario{
			{name: "language", call: fields, status: 200, has: []string{`{"path":"deal.stage","kind":"stage","values":["S1"`, `"functions":["all"`, `"??"`}, hasNot: []string{"visibility"}},
			{name: "language for a rep", call: repFields, status: 403},
			{name: "sound", call: check(`deal.amount > 1`), status: 204},
			{name: "a mistake and its place", call: check(`deal.amount > 1 and\n  deal.stag == \"S1\"`), status: 422, has: []string{"own_field", `"line":2`, `"column":8`, `"word":"stag"`, `"field":"expression"`, `"allowed":["stage",`}},
			{name: "check for a rep", call: repCheck, status: 403},
			{name: "try", call: try, status: 200, has: []string{`"raised":1,"cleared":0`, `"raised":["C-01"]`, `"failed":[]`}},
			{name: "not saved with a mistake", call: wrong, status: 422, has: []string{"own_field", "own.0.expression"}},
			{name: "no texts yet", call: texts, status: 200, has: []string{`"items":[]`}},
			{name: "save", call: save, status: 200, has: []string{`"code":"C-01"`, `"last":1`}, acts: []string{"rules.saved"}},
			{name: "texts for everybody, without the expression", call: texts, status: 200, has: []string{`{"code":"C-01","name":{"zh":"没有进展","en":"No progress"},"why":{"zh":"没有拜访"},"do":{"en":"Go and see them"}}`}, hasNot: []string{"expression"}},
			{name: "texts for nobody", call: nobody, status: 401},
		} {
			h.run(s)
		}
		if err := h.App.ReflagAll(context.Background()); err != nil {
			t.Fatal(err)
		}
		if !h.raises(h.Mina, deal, "C-01") {
			t.Error("the own rule raises no flag")
		}
		gone := save
		gone.body, gone.header = `{"changes":[],"own":[]}`, at("2")
		h.run(scenario{name: "remove", call: gone, status: 200, hasNot: []string{"C-01"}, acts: []string{"rules.saved"}})
		h.run(scenario{name: "its text stays", call: texts, status: 200, has: []string{"C-01"}})
	})
}
