package store

import (
	"reflect"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/worksheet"
)

// tables says, once for the whole house, which struct lives in which table.
// Events, search and undo go through it.
var tables = index([]*table{
	of[org.Workspace]("workspace", record.Workspace),
	of[org.Role]("role", record.Role),
	of[org.Team]("team", record.Team),
	of[org.User]("app_user", record.User),
	of[account.Account]("account", record.Account),
	of[account.Department]("department", record.Department),
	of[account.Contact]("contact", record.Contact),
	of[account.Product]("product", record.Product),
	of[deal.Deal]("deal", record.Deal),
	of[deal.Member]("deal_member", record.Member),
	of[deal.Influence]("influence", record.Influence),
	of[deal.Observation]("observation", record.Observation),
	of[deal.Edge]("influence_edge", record.Edge),
	of[deal.Competitor]("competitor", record.Competitor),
	of[deal.Need]("need", record.Need),
	of[deal.Decision]("decision_criterion", record.Decision),
	of[deal.Info]("info_item", record.Info),
	of[deal.Cost]("deal_cost", record.Cost),
	of[deal.Intel]("intel", record.Intel),
	of[deal.Strength]("strength", record.Strength),
	of[deal.Weakness]("weakness", record.Weakness),
	of[deal.Proposal]("proposal", record.Proposal),
	of[deal.ChangeReview]("change_review", record.ChangeReview),
	of[deal.ExternalBody]("external_body", record.ExternalBody),
	of[deal.Objection]("objection", record.Objection),
	of[deal.Visit]("visit", record.Visit),
	of[deal.Booking]("booking", record.Booking),
	of[deal.AccountEvent]("account_event", record.AccountEvent),
	of[deal.Judgement]("judgement", record.Judgement),
	of[deal.Move]("stage_move", record.Move),
	of[deal.Flag]("flag", record.Flag),
	of[deal.Ruling]("flag_decision", record.Ruling),
	of[deal.Carried]("carried", record.Carried),
	of[worksheet.Check]("question_check", record.Question),
	of[review.Review]("deal_review", record.Review),
	of[review.Challenge]("review_challenge", record.Challenge),
	of[activity.Note]("note", record.Note),
	of[activity.Attachment]("attachment", record.Attachment),
	of[activity.Task]("task", record.Task),
	of[activity.Tag]("tag", record.Tag),
	of[activity.Tagging]("tagging", record.Tagging),
	of[activity.View]("view", record.View),
	of[rulebook.Book]("rule_book", record.RuleBook),
	of[playbook.Own]("own_template", record.OwnTemplate),
})

type registry struct {
	byType map[reflect.Type]*table
	byKind map[record.Kind]*table
}

func of[T any](name string, kind record.Kind) *table {
	return newTable(reflect.TypeFor[T](), name, kind)
}

func index(list []*table) registry {
	r := registry{map[reflect.Type]*table{}, map[record.Kind]*table{}}
	for _, t := range list {
		r.byType[t.row], r.byKind[t.kind] = t, t
	}
	return r
}

// hangs reports whether rows of a kind belong to a deal.
func (r registry) hangs(kind record.Kind) bool {
	t := r.byKind[kind]
	if t == nil {
		return false
	}
	_, on := t.plan.fields["deal_id"]
	return on
}

func tableFor(t reflect.Type) *table {
	found := tables.byType[t]
	if found == nil {
		panic("store: no table for " + t.String() + "; add it to tables.go")
	}
	return found
}

// columnsOf is the select list of T with an alias: "d.id, d.version, …".
func columnsOf[T any](alias string) string { return tableFor(reflect.TypeFor[T]()).aliased(alias) }
