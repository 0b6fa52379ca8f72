package api_test

import (
	"context"
	"slices"
	"testing"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// critical is the id of a critical flag of the deal that tells of no hidden coach.
func (x *laid) critical() string {
	x.t.Helper()
	id, err := record.ParseID(x.id)
	if err != nil {
		x.t.Fatal(err)
	}
	open, err := x.DB.Reads().OpenFlags(context.Background(), id)
	if err != nil {
		x.t.Fatal(err)
	}
	at := slices.IndexFunc(open, func(f deal.Flag) bool { return !f.Hidden && f.Severity == "critical" })
	if at < 0 {
		x.t.Fatal("the deal has no critical flag")
	}
	return open[at].ID.String()
}

func TestFlagRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		x.person(`{"new_contact":{"name":"韩冬"},"roles":["TB"],"influence":"H","support":-4,"threatened":true}`)
		flag := "/api/flags/" + x.critical()
		sheet := "/api/deals/" + x.id + "/sheet"
		for _, s := range []scenario{
			{name: "critical, accepted by its owner", call: call{who: h.Mina, method: "POST", path: flag + "/accept", body: `{"reason":"已知","until":"2026-12-01"}`}, status: 403, has: []string{"flag_critical"}},
			{name: "accepted without a day", call: call{who: h.Mo, method: "POST", path: flag + "/accept", body: `{"reason":"已知","until":null}`}, status: 422, has: []string{`"field":"until"`}},
			{name: "accepted for too long", call: call{who: h.Mo, method: "POST", path: flag + "/accept", body: `{"reason":"已知","until":"2027-06-01"}`}, status: 422, has: []string{"flag_review"}},
			{name: "accepted by who only reads", call: call{who: h.Rob, method: "POST", path: flag + "/accept", body: `{"reason":"已知","until":"2026-12-01"}`}, status: 403},
			{name: "accepted by a stranger", call: call{who: h.Tao, method: "POST", path: flag + "/accept", body: `{"reason":"已知","until":"2026-12-01"}`}, status: 404},
			{name: "accept", call: call{who: h.Mo, method: "POST", path: flag + "/accept", body: `{"reason":"年底前不定","until":"2026-12-01"}`}, status: 200, has: []string{`"status":"accepted"`}, acts: []string{"flag.accepted"}},
			{name: "in the sheet", call: call{who: h.Mo, method: "GET", path: sheet}, status: 200, has: []string{`"until":"2026-12-01"`, "年底前不定", `"act":"accepted"`, `"may":["mitigate","accept","reopen"]`}},
			{name: "reopen", call: call{who: h.Mo, method: "POST", path: flag + "/reopen", body: `{"reason":"变了"}`}, status: 200, has: []string{`"status":"open"`}, acts: []string{"flag.reopened"}},
			{name: "reopen again", call: call{who: h.Mo, method: "POST", path: flag + "/reopen", body: `{"reason":"变了"}`}, status: 409, has: []string{"flag_is_open"}},
			{name: "mitigated by nothing", call: call{who: h.Mina, method: "POST", path: flag + "/mitigate", body: `{}`}, status: 422, has: []string{"mitigation_one"}},
			{name: "mitigated without a title", call: call{who: h.Mina, method: "POST", path: flag + "/mitigate", body: `{"task":{"title":" "}}`}, status: 422, has: []string{`"field":"task.title"`}},
			{name: "mitigate", call: call{who: h.Mina, method: "POST", path: flag + "/mitigate", body: `{"task":{"title":"约总工"}}`}, status: 200, has: []string{`"status":"mitigating"`}, acts: []string{"flag.mitigated"}},
			{name: "listed", call: call{who: h.Mina, method: "GET", path: "/api/flags?owner=" + h.Mina.String()}, status: 200, has: []string{`"subject_name":"韩冬"`, `"status":"mitigating"`, `"deal_name":"港口调度"`, `"account_name":"海港集团有限公司"`}},
			{name: "listed to a stranger", call: call{who: h.Tao, method: "GET", path: "/api/flags"}, status: 200, has: []string{`"total":0`}},
			{name: "listed in no order", call: call{who: h.Mina, method: "GET", path: "/api/flags?sort=name"}, status: 422, has: []string{"sort_unknown"}},
			{name: "counted", call: call{who: h.Mo, method: "GET", path: "/api/flags/summary?severity=critical"}, status: 200, has: []string{`{"rule":"RF-16","severity":"critical","count":1,"deals":1}`}},
			{name: "counted to a stranger", call: call{who: h.Tao, method: "GET", path: "/api/flags/summary"}, status: 200, has: []string{`"items":[]`}},
			{name: "the week", call: call{who: h.Mo, method: "GET", path: "/api/week"}, status: 200, has: []string{`"week":"2026-W48"`, `"previous":"2026-W47"`, `"owner_name":"米娜"`, `"act":"started"`, `"name":"韩冬"`, `"what":"joined"`, `"raised":[{`, `"accepted":[{`}, hasNot: []string{`"next"`}},
			{name: "the week of a stranger", call: call{who: h.Tao, method: "GET", path: "/api/week"}, status: 200, has: []string{`"owners":[]`}},
			{name: "the week before", call: call{who: h.Mo, method: "GET", path: "/api/week?week=2026-W47"}, status: 200, has: []string{`"owners":[]`, `"next":"2026-W48"`, `"from":"2026-11-16"`, `"to":"2026-11-22"`}},
			{name: "no week", call: call{who: h.Mo, method: "GET", path: "/api/week?week=2026-W54"}, status: 422, has: []string{"week_unknown"}},
			{name: "a week to come", call: call{who: h.Mo, method: "GET", path: "/api/week?week=2026-W49"}, status: 422, has: []string{"week_unknown"}},
			{name: "planned", call: call{who: h.Mina, method: "GET", path: sheet}, status: 200, has: []string{`"task_id":"`}},
		} {
			h.run(s)
		}
	})
}
