package matrix

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sente/internal/cast"
)

// bodies are what a request says, when all is right with it. Words in braces are
// filled like those of the path.
var bodies = map[string]string{
	"PATCH /api/deals/{deal}":                       `{"name":"改名"}`,
	"PUT /api/deals/{deal}/template":                `{"template":"T-000"}`,
	"PATCH /api/influences/{influence}":             `{"plan":"拜访"}`,
	"POST /api/influences/{influence}/observations": `{"field":"support","value":2}`,
	"POST /api/deals/{deal}/influences":             `{"contact_id":"{contact2}"}`,
	"POST /api/deals/{deal}/competitors":            `{"name":"远帆软件"}`,
	"PATCH /api/competitors/{competitor}":           `{"incumbent":true}`,
	"POST /api/deals/{deal}/needs":                  `{"text":"统一监控","layer":1}`,
	"PATCH /api/needs/{need}":                       `{"own_assumption":true}`,
	"POST /api/deals/{deal}/criteria":               `{"name":"可靠性","weight":30}`,
	"PATCH /api/criteria/{criterion}":               `{"is_key":true}`,
	"POST /api/deals/{deal}/questions":              `{"question":1,"act":"confirmed","seen":"1"}`,
	"POST /api/reviews/{review}/challenges":         `{"question":3,"text":"谁说的？"}`,
	"POST /api/reviews/{review}/tasks":              `{"title":"约总工","due_on":"2026-11-30","assignee_id":"{nils}"}`,
	"POST /api/reviews/{review}/decision":           `{"decision":"hold","reason":"等预算","next_on":"2026-11-30"}`,
	"POST /api/challenges/{challenge}/answer":       `{"text":"总工说的"}`,
	"PUT /api/deals/{deal}/info":                    `{"item":7,"status":"partial","text":"三家在谈"}`,
	"PUT /api/deals/{deal}/cost":                    `{"cost_budget":{"amount":"1000","currency":"CNY"}}`,
	"POST /api/flags/{flag}/mitigate":               `{"task":{"title":"约总工"}}`,
	"POST /api/flags/{flag}/accept":                 `{"reason":"已知","until":"2026-11-30"}`,
	"POST /api/flags/{critical}/accept":             `{"reason":"已知","until":"2026-11-30"}`,
	"POST /api/flags/{answered}/reopen":             `{"reason":"情况变了"}`,
	"POST /api/deals/{deal}/intel":                  `{"competitor_id":"{competitor}","on":"2026-11-20","text":"换了方案"}`,
	"PATCH /api/intel/{intel}":                      `{"text":"换了负责人"}`,
	"POST /api/deals/{deal}/strengths":              `{"text":"同业案例","linked":["{influence}"]}`,
	"PATCH /api/strengths/{strength}":               `{"unique":true}`,
	"POST /api/deals/{deal}/weaknesses":             `{"text":"本地服务少","affects":["{influence}"]}`,
	"PATCH /api/weaknesses/{weakness}":              `{"plan":"驻场"}`,
	"POST /api/deals/{deal}/proposals":              `{"edition":2,"issued_on":"2026-11-20"}`,
	"PATCH /api/proposals/{proposal}":               `{"pages":60}`,
	"POST /api/deals/{deal}/objections":             `{"text":"太贵","person_id":"{influence}"}`,
	"PATCH /api/objections/{objection}":             `{"settled_on":"2026-11-21"}`,
	"POST /api/deals/{deal}/change-reviews":         `{"on":"2026-11-20","text":"无变化"}`,
	"PATCH /api/change-reviews/{change_review}":     `{"text":"换了处长"}`,
	"POST /api/deals/{deal}/external-bodies":        `{"name":"招标代理","person_id":"{influence}"}`,
	"PATCH /api/external-bodies/{external_body}":    `{"kind":"招标代理"}`,
	"POST /api/deals/{deal}/visits":                 `{"on":"2026-11-23","people":["{influence}"]}`,
	"PATCH /api/visits/{visit}":                     `{"commitment":"min"}`,
	"POST /api/deals/{deal}/bookings":               `{"kind":"partner","on":"2026-11-23","person_id":"{influence}"}`,
	"PATCH /api/bookings/{booking}":                 `{"effect":4}`,
	"POST /api/accounts/{account}/events":           `{"kind":"merger","on":"2026-11-20"}`,
	"PATCH /api/account-events/{account_event}":     `{"reviewed":true}`,
	"PUT /api/deals/{deal}/layout":                  `{"positions":{"{influence}":{"x":1,"y":2}}}`,
	"PUT /api/deals/{deal}/members/{nils}":          `{"role":"finance"}`,
	"POST /api/deals/{moved}/back":                  `{"to":"S1","reason":"重来"}`,
	"POST /api/deals/{deal}/lose":                   `{"lost_to":"远帆","reason":"价格"}`,
	"POST /api/deals/{deal}/abandon":                `{"reason":"预算取消"}`,
	"POST /api/deals/{deal}/downgrade":              `{"reason":"推迟"}`,
	"POST /api/deals/{deal}/win":                    `{"reason":"已签"}`,
	"POST /api/deals/{moved}/judgements":            `{"criterion":"{exit}","verdict":"accepted"}`,
	"POST /api/deals/{deal}/overrides":              `{"criterion":"X1","reason":"赶进度","expires_on":"2026-11-30"}`,
	"POST /api/deals/{lost}/reopen":                 `{"reason":"回来"}`,
	"POST /api/deals/{deal}/evidence":               `{"criterion":"X1","text":"见纪要"}`,
	"PUT /api/tags/on/deal/{deal}":                  `{"names":["年底"]}`,
	"PUT /api/tags/on/account/{account}":            `{"names":["年底"]}`,
	"POST /api/deals/{deal}/owner":                  `{"owner_id":"{heir}"}`,
	"POST /api/notes > deal:{deal}":                 `{"subject":"deal:{deal}","text":"记一笔"}`,
	"POST /api/notes > account:{account}":           `{"subject":"account:{account}","text":"记一笔"}`,
	"POST /api/tasks > deal:{deal}":                 `{"subject":"deal:{deal}","title":"演示"}`,
	"POST /api/tasks > contact:{contact}":           `{"subject":"contact:{contact}","title":"演示"}`,
	"PATCH /api/notes/{note}":                       `{"text":"改过"}`,
	"PATCH /api/attachments/{attachment}":           `{"name":"合同.png"}`,
	"PATCH /api/tasks/{task}":                       `{"done":true}`,
	"POST /api/deals/bulk > owner of {deal}":        `{"ids":["{deal}"],"owner_id":"{heir}"}`,
	"POST /api/deals/bulk > tags of {deal}":         `{"ids":["{deal}"],"add_tags":["年底"]}`,
	"PATCH /api/accounts/{account}":                 `{"region":"华东"}`,
	"POST /api/accounts/{account}/departments":      `{"name":"信息部"}`,
	"PATCH /api/departments/{department}":           `{"name":"科技部"}`,
	"PATCH /api/contacts/{contact}":                 `{"title":"主任"}`,
	"POST /api/contacts > {account}":                `{"name":"周文","account_id":"{account}"}`,
	"POST /api/deals > {account}":                   `{"name":"新商机","account_id":"{account}"}`,
	"POST /api/accounts > below {account}":          `{"name":"下属公司","relation":"subsidiary","parent_id":"{account}"}`,
	"POST /api/dossiers":                            `{"as_of":"2026-11-20","deal":{"name":"档案","stage":"S1"}}`,
	"PATCH /api/imports/{import}":                   `{"encoding":"utf-8"}`,
	"PATCH /api/users/{user}":                       `{"lang":"zh"}`,
	"PATCH /api/teams/{team}":                       `{"name":"改名"}`,
	"PATCH /api/roles/{role}":                       `{"grants":{"people.admin":"all","settings.admin":"all"}}`,
	"POST /api/teams":                               `{"name":"三部"}`,
	"POST /api/users":                               `{"name":"新人","role_id":"{role}"}`,
	"POST /api/products":                            `{"name":"平台"}`,
	"POST /api/rules":                               `{"changes":[{"rule":"RF-20","limits":{"days":45}}]}`,
	"POST /api/rules/check":                         `{"expression":"deal.stage == \"S3\""}`,
	"POST /api/templates":                           `{"base":"T-001","name":{"zh":"六步"}}`,
	"PUT /api/templates/O-9":                        `{"base":"T-001","name":{"zh":"六步"},"steps":[],"gates":[]}`,
	"POST /api/rules/try":                           `{"changes":[{"rule":"RF-20","off":true}]}`,
	"PATCH /api/products/{product}":                 `{"series":"A"}`,
	"POST /api/tags":                                `{"name":"月底"}`,
	"PATCH /api/me":                                 `{"lang":"zh"}`,
	"POST /api/password":                            `{"current":"` + password + `","next":"another good one 7"}`,
	"POST /api/users/{user}/handover":               `{"to":"{nils}","disable":false}`,
	"POST /api/tokens":                              `{"name":"bot","scope":"read"}`,
	"POST /api/factor":                              `{"password":"` + password + `"}`,
	"POST /api/factor/confirm":                      `{"code":"000000"}`,
	"POST /api/factor/remove":                       `{"password":"` + password + `","code":"000000"}`,
	"POST /api/login/code":                          `{"code":"000000"}`,
	"POST /api/views":                               `{"screen":"deals","name":"本季","query":"stage=S3"}`,
	"POST /api/links/{token}":                       `{"password":"another good one 7"}`,
	"POST /api/login":                               `{"login":"mina","password":"` + password + `"}`,
	"POST /api/setup": `{"secret":"secret","login":"eve","name":"Eve","password":"another good one 7",
		"workspace_name":"E"}`,
}

const password = cast.Password

// reply is what came back.
type reply struct {
	status int
	body   string
}

func (r reply) brief() string {
	runes := []rune(r.body)
	return fmt.Sprintf("%d %s", r.status, string(runes[:min(len(runes), 200)]))
}

var perRequest = regexp.MustCompile(`"request_id":"[^"]*"`)

// plain is the body without what differs from one request to the next.
func (r reply) plain() string { return perRequest.ReplaceAllString(r.body, "") }

// markOf is the sign of a reply in the table.
func markOf(r reply) byte {
	switch {
	case r.status < 300 && strings.Contains(r.body, `"refused":[{`):
		return 'r'
	case r.status < 300:
		return '+'
	}
	marks := map[int]byte{400: '0', 401: '1', 403: '3', 404: '4', 409: '9', 422: '2'}
	if m, ok := marks[r.status]; ok {
		return m
	}
	return '?'
}

// send sends a request as somebody about a record of a sort.
func (w *world) send(t *testing.T, who, state string, r request) reply {
	t.Helper()
	path := w.fill(t, who, state, r.path)
	if r.body == "" {
		r.body = bodies[r.String()]
	}
	text, kind := w.fill(t, who, state, r.body), "application/json"
	if r.String() == "POST /api/imports" {
		text, kind = upload(t)
	}
	if r.method == "POST" && strings.HasPrefix(r.path, "/api/attachments?") {
		text, kind = "纪要", "application/octet-stream"
	}
	req := httptest.NewRequest(r.method, "http://127.0.0.1"+path, strings.NewReader(text))
	if text != "" {
		req.Header.Set("Content-Type", kind)
	}
	if id := firstID.FindString(path); id != "" && r.method != "GET" {
		req.Header.Set("If-Match", strconv.Quote(w.version(r.path, strings.Trim(id, "/"))))
	}
	if r.path == "/api/rules" || strings.HasPrefix(r.path, "/api/templates/") {
		req.Header.Set("If-Match", `"1"`) // of the first version
	}
	for name, value := range r.header {
		req.Header.Set(name, value)
	}
	if c := w.cookies[who]; c != "" {
		req.Header.Set("Cookie", c)
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, req)
	return reply{rec.Code, rec.Body.String()}
}

var firstID = regexp.MustCompile(`/[0-9]{5,}`)

// upload is the form of a new import.
func upload(t *testing.T) (text, kind string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := form.WriteField("kind", "accounts"); err != nil {
		t.Fatal(err)
	}
	f, err := form.CreateFormFile("file", "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("客户名称,行业\n东岭矿业,矿业\n")); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), form.FormDataContentType()
}

// fill puts the ids of the records of a state into a text.
func (w *world) fill(t *testing.T, who, state, text string) string {
	t.Helper()
	return braces.ReplaceAllStringFunc(text, func(name string) string {
		id, ok := w.records[who][state][strings.Trim(name, "{}")]
		switch {
		case ok:
			return id
		case state == missing || state == deleted:
			return nothing
		}
		t.Fatalf("%s has no %s %s for %s", who, state, name, text)
		return ""
	})
}

// nothing is the id of no record.
const nothing = "123456789"

// version is that of the record that a path names first, "1" when it is not there.
func (w *world) version(path, id string) string {
	room := strings.Split(strings.TrimPrefix(path, "/api/"), "/")[0]
	table := map[string]string{"deals": "deal", "influences": "influence", "competitors": "competitor", "needs": "need", "criteria": "decision_criterion",
		"intel": "intel", "strengths": "strength", "weaknesses": "weakness", "proposals": "proposal", "objections": "objection",
		"change-reviews": "change_review", "external-bodies": "external_body", "visits": "visit", "bookings": "booking",
		"account-events": "account_event",
		"accounts":       "account", "departments": "department", "contacts": "contact", "notes": "note", "tasks": "task", "attachments": "attachment",
		"users": "app_user", "teams": "team", "roles": "role", "products": "product", "imports": "import"}[room]
	if table == "" {
		return "1"
	}
	return w.kept.Version(table, id)
}

// door answers without a network.
type door = http.Handler
