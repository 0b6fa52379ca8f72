package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
	"sente/internal/sales/worksheet"
)

// closedSet stands for a typed string in the OpenAPI document: its enumeration
// is the type's own list.
type closedSet[T interface {
	~string
	All() []T
}] struct{}

// Schema is the enumeration of T, for huma.
func (closedSet[T]) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	var zero T
	for _, v := range zero.All() {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// templateCode stands for the code of a template of stages: one of the method, or
// one of the company's own, of which there may be any number.
type templateCode struct{}

// Schema is the form of the code, for huma.
func (templateCode) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^(T-UNI|T-00[0-4]|O-[1-9][0-9]{0,5})$`,
		PatternDescription: "a template of stages"}
}

// closedList is a closed list of codes: its name in /api/meta, its values, and
// how the OpenAPI document learns of it.
type closedList struct {
	name     string
	values   []string
	register func(huma.Registry)
}

func closed[T interface {
	~string
	All() []T
}](name string) closedList {
	var zero T
	out := closedList{name: name, register: func(r huma.Registry) {
		r.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[closedSet[T]]())
	}}
	for _, v := range zero.All() {
		out.values = append(out.values, string(v))
	}
	return out
}

// closedLists are all typed strings with a list of values.
func closedLists() []closedList {
	return append(append(closedFacts(), closedPast()...), []closedList{
		closed[account.Relation]("relation"),
		closed[playbook.Stage]("stage"),
		closed[playbook.Exit]("criterion"),
		closed[playbook.Phase]("phase"),
		closed[playbook.BuyerStage]("buyer_stage"),
		closed[playbook.Position]("position"),
		closed[influence.Role]("role"),
		closed[influence.Level]("influence"),
		closed[influence.Mode]("mode"),
		closed[influence.Win]("win"),
		closed[qualify.Answer]("answer"),
		closed[qualify.Item]("risk_item"),
		closed[qualify.Grade]("grade"),
		closed[strategy.DealStatus]("deal_status"),
		closed[strategy.Severity]("severity"),
		closed[rulebook.Sort]("rule_sort"),
		closed[rulebook.Unit]("rule_unit"),
		closed[ownrule.Kind]("rule_kind"),
		closed[strategy.Procurement]("procurement_mode"),
		closed[strategy.EntryTiming]("entry_timing"),
		closed[strategy.Urgency]("urgency"),
		closed[strategy.Competition]("competition"),
		closed[strategy.Home]("home"),
		closed[strategy.RivalPosition]("rival_position"),
		closed[deal.MemberRole]("member_role"),
		closed[deal.Origin]("source"),
		closed[deal.JudgementAct]("judgement"),
		closed[worksheet.State]("question_state"),
		closed[worksheet.Part]("question_part"),
		closed[worksheet.Act]("finding"),
		closed[deal.MoveAct]("move"),
		closed[deal.Ground]("ground"),
		closed[activity.How]("how"),
		closed[app.ImportKind]("import_kind"),
		closed[app.Verdict]("verdict"),
	}...)
}

// closedFacts are those of what people write about a deal.
func closedFacts() []closedList {
	return []closedList{
		closed[strategy.BudgetStatus]("budget_status"),
		closed[strategy.Approval]("approval_status"),
		closed[strategy.CriterionKind]("criterion_kind"),
		closed[deal.SalesModel]("sales_model"),
		closed[deal.OppType]("opp_type"),
		closed[deal.InfoStatus]("info_status"),
		closed[deal.Lack]("info_lack"),
		closed[strategy.IntelKind]("intel_kind"),
		closed[deal.PointSide]("point_side"),
		closed[strategy.EventKind]("account_event"),
		closed[strategy.Trigger]("trigger"),
		closed[strategy.Commitment]("commitment"),
		closed[strategy.Group]("visit_group"),
		closed[strategy.ResourceKind]("resource_kind"),
	}
}

// closedSets tells the document of every typed string with a list of values.
func closedSets(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[playbook.ModelCode](), reflect.TypeFor[templateCode]())
	r.RegisterTypeAlias(reflect.TypeFor[money.Amount](), reflect.TypeFor[money.Money]())
	r.RegisterTypeAlias(reflect.TypeFor[deal.Evidence](), reflect.TypeFor[[]deal.Fact]())
	r.RegisterTypeAlias(reflect.TypeFor[record.ID](), reflect.TypeFor[idSchema]())
	for _, l := range closedLists() {
		l.register(r)
	}
}

// closedPast are the closed lists of the time machine.
func closedPast() []closedList {
	return []closedList{
		closed[deal.TurnKind]("past.turn"),
		closed[app.ContrastGroup]("past.group"),
		closed[app.ContrastHow]("past.how"),
		closed[app.ContrastTone]("past.tone"),
	}
}
