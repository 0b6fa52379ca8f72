package api_test

import (
	"context"
	"encoding/json"
	"testing"

	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// at is the header that names the version that was read.
func at(version string) map[string]string { return map[string]string{"If-Match": `"` + version + `"`} }

func TestDealRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		add := call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"港口调度","account_id":"` + h.Harbor.String() +
			`","amount":{"amount":"3860000.00","currency":"CNY"},"urgency":"doing"}`}
		made := h.run(scenario{name: "add", call: add, status: 200, has: []string{`"stage":"S1"`, `"status":"open"`, `"template":"T-UNI"`,
			`"owner_name":"米娜"`, `"account_name":"海港集团有限公司"`, `"days_in_stage":0`, `"tags":[]`, `"members":[]`,
			`"may":["edit","contribute","move","assign","close","trash"]`, `"3860000.00"`},
			hasNot: []string{`"grade":""`, `"stage_verified"`, `"q1"`}, acts: []string{"deal.added"}})
		id := made.field(t, "id")
		deal := "/api/deals/" + id
		pia := "/members/" + h.Pia.String()
		for _, s := range []scenario{
			{name: "no name", call: call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"account_id":"` + h.Harbor.String() + `"}`}, status: 422},
			{name: "foreign account", call: call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"x","account_id":"` + h.Metro.String() + `"}`},
				status: 422, has: []string{`"field":"account_id"`}},
			{name: "read-only", call: call{who: h.Rob, method: "POST", path: "/api/deals", body: `{"name":"x","account_id":"` + h.Harbor.String() + `"}`}, status: 403},
			{name: "one", call: call{who: h.Mo, method: "GET", path: deal}, status: 200, has: []string{`"judge"`, `"override"`}},
			{name: "not his", call: call{who: h.Tao, method: "GET", path: deal}, status: 404, has: []string{"not_found"}},
			{name: "list", call: call{who: h.Mina, method: "GET", path: "/api/deals"}, status: 200, has: []string{"港口调度", `"total":1`, `"flag_count"`}},
			{name: "list of others", call: call{who: h.Tao, method: "GET", path: "/api/deals"}, status: 200, has: []string{`"items":[]`, `"total":0`}},
			{name: "closed only", call: call{who: h.Mina, method: "GET", path: "/api/deals?status=won"}, status: 200, has: []string{`"total":0`}},
			{name: "filters", call: call{who: h.Mina, method: "GET", path: "/api/deals?status=any&stage=S1&owner=" + h.Mina.String() + "&account=" + h.Harbor.String() +
				"&amount_min=3860000&amount_max=3860000.00&q=gkdd&sort=-amount&limit=1"}, status: 200, has: []string{`"total":1`}},
			{name: "amount in another currency", call: call{who: h.Mina, method: "GET", path: "/api/deals?amount_min=1&currency=USD"}, status: 200, has: []string{`"total":0`}},
			{name: "no amount", call: call{who: h.Mina, method: "GET", path: "/api/deals?amount_min=much"}, status: 422, has: []string{`"field":"amount_min"`}},
			{name: "no currency", call: call{who: h.Mina, method: "GET", path: "/api/deals?amount_min=1&currency=yen"}, status: 422, has: []string{"currency_unknown"}},
			{name: "unknown stage", call: call{who: h.Mina, method: "GET", path: "/api/deals?stage=S9"}, status: 422},
			{name: "unknown sort", call: call{who: h.Mina, method: "GET", path: "/api/deals?sort=secret"}, status: 422, has: []string{"sort_unknown"}},
			{name: "bad cursor", call: call{who: h.Mina, method: "GET", path: "/api/deals?cursor=xx"}, status: 422, has: []string{"cursor_invalid"}},
			{name: "board", call: call{who: h.Mina, method: "GET", path: "/api/board"}, status: 200,
				has: []string{`"key":"S1","count":1,"unknown_amount":0,"totals":[{"amount":"3860000.00","currency":"CNY"}]`, `"key":"S6"`}},
			{name: "board by owner", call: call{who: h.Mo, method: "GET", path: "/api/board?group=owner"}, status: 200, has: []string{`"label":"米娜"`}},
			{name: "board by chance", call: call{who: h.Mo, method: "GET", path: "/api/board?group=chance"}, status: 422},
			{name: "edit", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"amount":null,"sso_what":"调度平台"}`, header: at("1")},
				status: 200, has: []string{`"version":2`, `"sso_changed_on":"2026-11-23"`}, hasNot: []string{`"amount"`}, acts: []string{"deal.edited"}},
			{name: "objective", call: call{who: h.Mo, method: "GET", path: deal + "/objective"}, status: 200,
				has: []string{`"field":"sso_what","after":"调度平台"`, `"actor_name":"米娜"`}, hasNot: []string{"before", "sso_when", `"name":"港口调度"},{`}},
			{name: "objective, not his", call: call{who: h.Tao, method: "GET", path: deal + "/objective"}, status: 404},
			{name: "stale", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"name":"x"}`, header: at("1")}, status: 412, has: []string{`"current_version":2`}},
			{name: "without version", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"name":"x"}`}, status: 428},
			{name: "stage is moved, not edited", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"stage":"S6"}`, header: at("2")}, status: 422, has: []string{"field_unknown"}},
			{name: "member", call: call{who: h.Mina, method: "PUT", path: deal + pia, body: `{"role":"presales"}`}, status: 204, acts: []string{"member.put"}},
			{name: "member reads", call: call{who: h.Pia, method: "GET", path: deal}, status: 200, has: []string{`"may":["contribute"]`, `"role":"presales"`}},
			{name: "unknown role", call: call{who: h.Mina, method: "PUT", path: deal + pia, body: `{"role":"cook"}`}, status: 422},
			{name: "member goes", call: call{who: h.Mina, method: "DELETE", path: deal + pia}, status: 204, acts: []string{"member.removed"}},
			{name: "member is gone", call: call{who: h.Mina, method: "DELETE", path: deal + pia}, status: 404},
			{name: "tags", call: call{who: h.Mina, method: "PUT", path: "/api/tags/on/deal/" + id, body: `{"names":["重点"]}`}, status: 200,
				has: []string{`"names":["重点"]`}, acts: []string{"deal.tagged"}},
			{name: "tags of others", call: call{who: h.Tao, method: "PUT", path: "/api/tags/on/deal/" + id, body: `{"names":[]}`}, status: 404},
			{name: "tags on an account", call: call{who: h.Mina, method: "PUT", path: "/api/tags/on/account/" + h.Harbor.String(), body: `{"names":["重点"]}`},
				status: 200, acts: []string{"account.tagged"}},
			{name: "tags are shown", call: call{who: h.Mina, method: "GET", path: "/api/accounts"}, status: 200, has: []string{`"tags":["重点"]`}},
			{name: "bulk", call: call{who: h.Mina, method: "POST", path: "/api/deals/bulk", body: `{"ids":["` + id + `","99"],"add_tags":["年底"]}`}, status: 200,
				has: []string{`"done":["` + id + `"]`, `"refused":[{"id":"99","code":"not_found","detail":"`}, acts: []string{"deal.tagged"}},
			{name: "bulk of nothing", call: call{who: h.Mina, method: "POST", path: "/api/deals/bulk", body: `{"ids":[],"owner_id":"1"}`}, status: 422},
			{name: "owner", call: call{who: h.Mina, method: "POST", path: deal + "/owner", body: `{"owner_id":"` + h.Rui.String() + `"}`, header: at("2")},
				status: 204, acts: []string{"deal.assigned"}},
			{name: "owner without version", call: call{who: h.Rui, method: "POST", path: deal + "/owner", body: `{"owner_id":"` + h.Mina.String() + `"}`}, status: 428},
			{name: "no longer hers", call: call{who: h.Mina, method: "GET", path: deal}, status: 404},
			{name: "trash", call: call{who: h.Rui, method: "DELETE", path: deal, header: at("3")}, status: 204, acts: []string{"deal.trashed"}},
			{name: "in the trash", call: call{who: h.Rui, method: "GET", path: "/api/trash"}, status: 200, has: []string{"港口调度", `"kind":"deal"`, `"deleted_by_id":"` + h.Rui.String() + `"`, `"deleted_by":"` + h.As(h.Rui).Name + `"`}},
			{name: "not in hers", call: call{who: h.Mina, method: "GET", path: "/api/trash"}, status: 200, has: []string{`"items":[]`}},
			{name: "not hers to restore", call: call{who: h.Mina, method: "POST", path: "/api/trash/deal/" + id + "/restore"}, status: 404},
			{name: "restore", call: call{who: h.Rui, method: "POST", path: "/api/trash/deal/" + id + "/restore"}, status: 204, acts: []string{"deal.restored"}},
		} {
			h.run(s)
		}
	})
}

func TestCatalogueAndViewRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		made := h.run(scenario{name: "product", call: call{who: h.Dora, method: "POST", path: "/api/products",
			body: `{"name":"调度平台","list_price":{"amount":"12.00","currency":"CNY"}}`}, status: 200, has: []string{`"may":["edit","remove"]`}, acts: []string{"product.added"}})
		product := "/api/products/" + made.field(t, "id")
		saved := h.run(scenario{name: "view", call: call{who: h.Mina, method: "POST", path: "/api/views",
			body: `{"screen":"deals","name":"本季度","query":"stage=S3","shared":true}`}, status: 200, has: []string{`"may":["remove"]`}, acts: []string{"view.added"}})
		view := "/api/views/" + saved.field(t, "id")
		for _, s := range []scenario{
			{name: "products for all", call: call{who: h.Rob, method: "GET", path: "/api/products"}, status: 200, has: []string{"调度平台", `"may":[]`}},
			{name: "not for reps", call: call{who: h.Mina, method: "POST", path: "/api/products", body: `{"name":"x"}`}, status: 403},
			{name: "the same again", call: call{who: h.Dora, method: "POST", path: "/api/products", body: `{"name":"调度 平台"}`}, status: 409, has: []string{"already_there"}},
			{name: "edit", call: call{who: h.Dora, method: "PATCH", path: product, body: `{"series":"A"}`, header: at("1")}, status: 200, has: []string{`"series":"A"`}, acts: []string{"product.edited"}},
			{name: "remove", call: call{who: h.Dora, method: "DELETE", path: product, header: at("2")}, status: 204, acts: []string{"product.removed"}},
			{name: "gone", call: call{who: h.Dora, method: "DELETE", path: product, header: at("3")}, status: 404},
			{name: "shared view", call: call{who: h.Tao, method: "GET", path: "/api/views?screen=deals"}, status: 200, has: []string{"本季度", `"may":[]`}},
			{name: "unknown screen", call: call{who: h.Tao, method: "GET", path: "/api/views?screen=kitchen"}, status: 422},
			{name: "not his", call: call{who: h.Tao, method: "DELETE", path: view}, status: 403},
			{name: "remove view", call: call{who: h.Mina, method: "DELETE", path: view}, status: 204, acts: []string{"view.removed"}},
			{name: "tag", call: call{who: h.Mina, method: "POST", path: "/api/tags", body: `{"name":"重点"}`}, status: 200, acts: []string{"tag.added"}},
			{name: "tag again", call: call{who: h.Tao, method: "POST", path: "/api/tags", body: `{"name":" 重点 "}`}, status: 200, has: []string{`"name":"重点"`}},
			{name: "tag of a reader", call: call{who: h.Rob, method: "POST", path: "/api/tags", body: `{"name":"x"}`}, status: 403},
			{name: "tags", call: call{who: h.Rob, method: "GET", path: "/api/tags"}, status: 200, has: []string{"重点"}},
			{name: "tags on a user", call: call{who: h.Mina, method: "PUT", path: "/api/tags/on/user/1", body: `{"names":[]}`}, status: 422},
		} {
			h.run(s)
		}
	})
}

func TestTrashRoutes(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		person := account.Contact{ContactFields: account.ContactFields{AccountID: h.Harbor, Name: "钱望"}}
		err := h.DB.Write(ctx, func(tx *store.Tx) error {
			if err := store.Add(ctx, tx, &person); err != nil {
				return err
			}
			return tx.Record(ctx, event.Event{Act: "test.set", Kind: record.Contact, SubjectID: person.ID})
		})
		if err != nil {
			t.Fatal(err)
		}
		contact := "/api/contacts/" + person.ID.String()
		harbor := "/api/accounts/" + h.Harbor.String()
		for _, s := range []scenario{
			{name: "contact", call: call{who: h.Mina, method: "DELETE", path: contact, header: at("1")}, status: 204, acts: []string{"contact.trashed"}},
			{name: "not a number", call: call{who: h.Mina, method: "DELETE", path: contact, header: at("x")}, status: 422, has: []string{"if_match_invalid"}},
			{name: "listed", call: call{who: h.Mo, method: "GET", path: "/api/trash"}, status: 200, has: []string{"钱望", `"kind":"contact"`}},
			{name: "returns", call: call{who: h.Mina, method: "POST", path: "/api/trash/contact/" + person.ID.String() + "/restore"}, status: 204, acts: []string{"contact.restored"}},
			{name: "account of others", call: call{who: h.Tao, method: "DELETE", path: harbor, header: at("1")}, status: 404},
			{name: "read-only", call: call{who: h.Rob, method: "DELETE", path: harbor, header: at("1")}, status: 403},
			{name: "account", call: call{who: h.Mina, method: "DELETE", path: harbor, header: at("1")}, status: 204, acts: []string{"account.trashed"}},
			{name: "is gone", call: call{who: h.Mina, method: "GET", path: harbor}, status: 404},
			{name: "account returns", call: call{who: h.Mina, method: "POST", path: "/api/trash/account/" + h.Harbor.String() + "/restore"}, status: 204, acts: []string{"account.restored"}},
			{name: "unknown kind", call: call{who: h.Mina, method: "POST", path: "/api/trash/team/1/restore"}, status: 422},
		} {
			h.run(s)
		}
	})
}

func TestListOfDealsHasNoZeroes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.do(call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"港口","account_id":"` + h.Harbor.String() + `"}`})
		r := h.do(call{who: h.Mina, method: "GET", path: "/api/deals"})
		var got struct{ Items []map[string]any }
		if err := json.Unmarshal([]byte(r.body), &got); err != nil || len(got.Items) != 1 {
			t.Fatal(r.body, err)
		}
		for name, v := range got.Items[0] {
			if v == nil || v == "" {
				t.Errorf("%s is %v, want it absent", name, v)
			}
		}
		for _, name := range []string{"amount", "win_prob", "product_id"} {
			if v, ok := got.Items[0][name]; ok {
				t.Errorf("%s is %v, want it absent", name, v)
			}
		}
		if worst := got.Items[0]["worst"]; worst != "medium" {
			t.Errorf("worst is %v: a new deal has no next step yet (RF-65)", worst)
		}
	})
}
