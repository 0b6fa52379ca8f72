package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/strategy"
)

// planFigure puts on their days what we learn of one person, from the day he
// comes onto the map of the sale to the day he was last seen.
func (t *teller) planFigure(x *running, f figure) {
	what := f.name + " on " + x.name
	middle := (f.since + f.last) / 2
	if f.moved > 0 {
		middle = min(f.moved, f.since)
	}
	t.on(f.since, what, func(ctx context.Context) error { return x.addFigure(ctx, t, f) })
	t.on(middle, what, func(ctx context.Context) error { return x.completeFigure(ctx, t, f) })
	for i := 1; i < len(f.support); i++ {
		ago := f.since - (f.since-f.last)*i/(len(f.support)-1)
		t.seen(x, f, ago, app.Sighting{Field: deal.ObservedSupport, Value: value(f.support[i]),
			Source: f.source, Evidence: behaviour(f.support[i], f.name)})
	}
	if len(f.support) < 2 && f.contact > influence.NoContact && f.since > f.last+2 {
		t.seen(x, f, f.last, app.Sighting{Field: deal.ObservedContact, Value: value(f.contact),
			Source: f.source})
	}
	if f.decidesAt > 0 {
		roles := append([]influence.Role{influence.EB}, f.roles...)
		t.seen(x, f, f.decidesAt, app.Sighting{Field: deal.ObservedRoles, Value: value(roles),
			Source: "document", Evidence: "客户发文：项目由其最终审批"})
	}
	if f.left > 0 {
		t.seen(x, f, f.left, app.Sighting{Field: deal.ObservedPresence, Value: value(deal.Left),
			Evidence: "已离任，工作交接中"})
	}
}

func (t *teller) seen(x *running, f figure, ago int, s app.Sighting) {
	t.on(ago, f.name+" on "+x.name, func(ctx context.Context) error {
		p, err := t.app.Observe(ctx, x.owner, x.people[f.name].ID, s)
		x.people[f.name] = p
		return err
	})
}

func value(v any) json.RawMessage {
	b, _ := json.Marshal(v)
	return b
}

// addFigure puts the person on the map with what is known at first.
func (x *running) addFigure(ctx context.Context, t *teller, f figure) error {
	contact := t.contact(x.customer, f.name)
	if contact == 0 {
		return fmt.Errorf("no contact of %s", x.customer.name)
	}
	in := app.NewInfluence{ContactID: contact, FirstSeen: app.FirstSeen{Roles: f.roles,
		Contact: min(f.contact, influence.Known),
		Source:  f.source}}
	in.Level = f.level
	if len(f.support) > 0 {
		in.Support, in.Evidence = f.support[0], behaviour(f.support[0], f.name)
	}
	if len(f.felt) == 3 {
		in.Expectation, in.Reality, in.Baseline = &f.felt[0], &f.felt[1], &f.felt[2]
	}
	if f.joined > 0 {
		in.JoinedOn = t.today.Add(-f.joined)
	}
	in.C1, in.C2, in.C3, in.WantsSuccess, in.Hidden = f.fields.C1, f.fields.C2, f.fields.C3,
		f.fields.WantsSuccess, f.fields.Hidden
	p, err := t.app.AddInfluence(ctx, x.owner, x.id, in)
	x.people[f.name] = p
	return err
}

// completeFigure adds what one learns later: how near we got, how he sees his
// gap, what he and his organisation gain.
func (x *running) completeFigure(ctx context.Context, t *teller, f figure) error {
	id := x.people[f.name].ID
	if f.mode != "" {
		if _, err := t.app.Observe(ctx, x.owner, id, app.Sighting{Field: deal.ObservedMode,
			Value: value(f.mode), Source: f.source}); err != nil {
			return err
		}
	}
	if f.contact > influence.Known {
		if _, err := t.app.Observe(ctx, x.owner, id, app.Sighting{Field: deal.ObservedContact,
			Value: value(f.contact), Source: f.source}); err != nil {
			return err
		}
	}
	people, err := t.app.Sheet(ctx, x.owner, x.id)
	if err != nil {
		return err
	}
	for _, p := range people.Facts.People {
		if p.ID == id {
			x.people[f.name], err = t.app.EditInfluence(ctx, x.owner, id, p.Version, x.learnt(t, f).json())
		}
	}
	return err
}

func (x *running) learnt(t *teller, f figure) patch {
	out := patch{"role_verified": f.fields.RoleVerified, "threatened": f.fields.Threatened,
		"insider": f.fields.Insider,
		"blocker": f.fields.Blocker, "internal_promoter": f.fields.InternalPromoter}
	if f.partner != "" {
		out["counterpart_id"] = t.staff[f.partner].ID
	}
	if f.fields.Wins != nil {
		out["wins"] = f.fields.Wins
	}
	if f.fields.CompetitorTies != nil {
		out["competitor_ties"] = f.fields.CompetitorTies
	}
	if f.fields.Plan != "" {
		out["plan"] = f.fields.Plan
	}
	if f.moved > 0 {
		out["moved_post_on"] = t.app.Today()
	}
	if f.result != "" {
		gain := gains[x.product]
		if f.result == "r?" {
			gain = strategy.Result{Text: gain.Text}
		}
		out["results"] = []strategy.Result{gain}
	}
	return out
}

// planEdges draws who influences whom, "甲>乙 丙>乙", once both are on the map.
func (t *teller) planEdges(x *running, figures []figure) {
	since := map[string]int{}
	for _, f := range figures {
		since[f.name] = f.since
	}
	for pair := range strings.FieldsSeq(x.edges) {
		from, to, _ := strings.Cut(pair, ">")
		from, to = name(from), name(to)
		ago := max(min(since[from], since[to])-1, x.end.ago+1)
		t.on(ago, "edge "+pair+" on "+x.name, func(ctx context.Context) error {
			return t.app.PutEdge(ctx, x.owner, x.id, x.people[from].ID, x.people[to].ID)
		})
	}
}

// name reads a name in which _ stands for a blank.
func name(word string) string { return strings.ReplaceAll(word, "_", " ") }
