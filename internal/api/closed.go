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
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
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

func closed[T interface {
	~string
	All() []T
}](r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[closedSet[T]]())
}

// closedSets tells the document of every typed string with a list of values.
func closedSets(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[money.Amount](), reflect.TypeFor[money.Money]())
	r.RegisterTypeAlias(reflect.TypeFor[record.ID](), reflect.TypeFor[idSchema]())
	closed[account.Relation](r)
	closed[playbook.Stage](r)
	closed[playbook.Exit](r)
	closed[playbook.Phase](r)
	closed[playbook.BuyerStage](r)
	closed[influence.Role](r)
	closed[influence.Level](r)
	closed[influence.Mode](r)
	closed[qualify.Answer](r)
	closed[qualify.Item](r)
	closed[qualify.Grade](r)
	closed[strategy.DealStatus](r)
	closed[strategy.Severity](r)
	closed[strategy.Procurement](r)
	closed[strategy.EntryTiming](r)
	closed[strategy.Urgency](r)
	closed[strategy.Competition](r)
	closed[strategy.Home](r)
	closed[strategy.RivalPosition](r)
	closed[deal.MemberRole](r)
	closed[deal.Origin](r)
	closed[deal.JudgementAct](r)
	closed[deal.MoveAct](r)
	closed[app.ImportKind](r)
	closed[app.Verdict](r)
	closed[activity.How](r)
	closed[deal.Ground](r)
	closed[influence.Win](r)
	closed[playbook.Position](r)
}
