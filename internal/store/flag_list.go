package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// FlagItem is a raised red flag in a list across deals.
type FlagItem struct {
	ID          record.ID           `json:"id" db:"id"`
	Rule        string              `json:"rule" db:"rule" doc:"RF-01…"`
	Severity    strategy.Severity   `json:"severity" db:"severity"`
	Status      strategy.FlagStatus `json:"status" db:"status"`
	OpenedAt    calendar.Instant    `json:"opened_at" db:"opened_at"`
	InfluenceID record.ID           `json:"influence_id,omitzero" db:"influence_id"`
	SubjectName string              `json:"subject_name,omitzero" db:"subject_name"`
	DealID      record.ID           `json:"deal_id" db:"deal_id"`
	DealName    string              `json:"deal_name" db:"deal_name"`
	Stage       playbook.Stage      `json:"stage,omitzero" db:"stage"`
	AccountName string              `json:"account_name,omitzero" db:"account_name"`
	OwnerID     record.ID           `json:"owner_id" db:"owner_id"`
	OwnerName   string              `json:"owner_name" db:"owner_name"`
	Mark        int64               `json:"-" db:"sort_mark"`
}

// FlagFilter narrows a list of red flags; zero members do not, but for Status:
// then those that count are meant, which accepted ones do not.
type FlagFilter struct {
	Page
	OwnerID  record.ID
	Teams    []record.ID // owners in one of these teams; nil: all, empty: none
	Rule     string
	Severity strategy.Severity
	Status   strategy.FlagStatus
}

// gravity orders flags: 0 is the gravest. The index flag_worst has its words.
const gravity = "(CASE f.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1" +
	" WHEN 'medium' THEN 2 ELSE 3 END)"

// flagSorts: with one gravity the flags stand by id, which is the order in which
// they were raised.
var flagSorts = sorts{"worst": gravity + "!", "opened_at": "id!"}

func (f FlagFilter) where(s org.Scope) *where {
	w := newWhere().and("f.workspace_id = $1").and("f.cleared_at IS NULL").and("d.deleted_at IS NULL").
		seesDeal(s, "d").seesFlag(s, "f")
	w.fewDeals(s)
	for _, c := range []struct {
		wanted bool
		cond   string
		value  any
	}{
		{f.OwnerID != 0, "d.owner_id = ?", f.OwnerID},
		{f.Rule != "", "f.rule = ?", f.Rule},
		{f.Severity != "", "f.severity = ?", string(f.Severity)},
		{f.Status != "", "f.status = ?", string(f.Status)},
		{f.Status == "", "f.status <> ?", string(strategy.FlagAccepted)},
	} {
		if c.wanted {
			w.and(c.cond, c.value)
		}
	}
	if f.Teams != nil {
		w.ofTeams(f.Teams)
	}
	return w
}

// ofTeams keeps the deals d whose owners are in teams.
func (w *where) ofTeams(teams []record.ID) *where {
	return w.and("d.owner_id IN (SELECT tu.id FROM app_user tu WHERE tu.workspace_id = $1" +
		" AND tu.team_id IN (" + ids(teams) + "))")
}

// Flags lists the raised flags of the deals that the scope sees, as far as they
// exist for it: the gravest first, among equals the oldest.
func (r *Reads) Flags(ctx context.Context, s org.Scope, f FlagFilter) (List[FlagItem], error) {
	var out List[FlagItem]
	w, b := f.where(s), r.batch()
	var total []counted
	ask(b, keep(&total), countText("flag f"+flagDeal, w), append([]any{}, w.args...)...)
	o, err := w.order(f.Page.of(r), "f", "worst", flagSorts)
	if err != nil {
		return out, err
	}
	page := "SELECT f.id AS page_id FROM flag f" + flagDeal + " WHERE " + w.text() + o.sql("f") +
		w.bind(" LIMIT ?", o.limit+1)
	ask(b, keep(&out.Items), "SELECT "+flagItemColumns+", "+o.column+" AS sort_mark FROM ("+page+
		") page JOIN flag f ON f.workspace_id = $1 AND f.id = page.page_id"+flagDeal+flagNames+o.sql("f"),
		w.args...)
	if err := b.run(ctx); err != nil {
		return out, err
	}
	out.Total = total[0].N
	out.endAt(o, func(x FlagItem) (any, record.ID) { return x.Mark, x.ID })
	return out, nil
}

const flagItemColumns = `f.id, f.rule, f.severity, f.status, f.opened_at, f.influence_id,
 COALESCE(fc.name, CASE f.subject_kind WHEN 'other' THEN f.subject ELSE '' END) AS subject_name,
 f.deal_id, d.name AS deal_name, d.stage, COALESCE(a.name, '') AS account_name, d.owner_id,
 COALESCE(u.name, '') AS owner_name`

const flagNames = itemNames + flagPeople

// flagPeople joins the contact fc of whom a flag f speaks.
const flagPeople = ` LEFT JOIN influence fi ON fi.workspace_id = f.workspace_id
 AND fi.id = f.influence_id
 LEFT JOIN contact fc ON fc.workspace_id = fi.workspace_id AND fc.id = fi.contact_id`

// FlagCount is how many flags of a rule have a severity.
type FlagCount struct {
	Rule     string            `json:"rule" db:"rule"`
	Severity strategy.Severity `json:"severity" db:"severity"`
	N        int64             `json:"count" db:"n"`
	Deals    int64             `json:"deals" db:"deals" doc:"on how many deals"`
}

// FlagCounts counts the flags that Flags lists, by rule and severity.
func (r *Reads) FlagCounts(ctx context.Context, s org.Scope, f FlagFilter) ([]FlagCount, error) {
	w := f.where(s)
	return all[FlagCount](ctx, r, `SELECT f.rule, f.severity, count(*) AS n,
 count(DISTINCT f.deal_id) AS deals FROM flag f`+flagDeal+" WHERE "+w.text()+
		" GROUP BY f.rule, f.severity ORDER BY f.rule, f.severity", w.args...)
}
