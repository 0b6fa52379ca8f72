package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// TestHiddenCoachDoesNotExistForOthers looks at a deal with a hidden coach, and
// with a user who is a hidden coach besides, as each of the ten people.
func TestHiddenCoachDoesNotExistForOthers(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.pass(3)
		no := false
		boss := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}})
		spy := x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true, C1: &no},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		both := x.put("何立", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true, C1: &no},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB, influence.CO}}})
		x.ok(x.App.PutEdge(ctx, x.As(x.Mina), x.id, spy.ID, boss.ID))
		x.ok(x.App.PutEdge(ctx, x.As(x.Mina), x.id, both.ID, boss.ID))
		for name, tc := range map[string]struct {
			who   record.ID
			knows bool
			sees  bool
		}{
			"owner": {x.Mina, true, true}, "manager": {x.Mo, true, true}, "director of no team": {x.Dora, false, true},
			"administrator": {x.Ada, false, true}, "read-only": {x.Rob, false, true}, "member": {x.Pia, false, true},
			"colleague": {x.Rui, false, false}, "other manager": {x.Nils, false, false}, "other rep": {x.Tao, false, false},
			"disabled": {x.Gone, false, false},
		} {
			who := x.actor(tc.who)
			s, err := x.App.Sheet(ctx, who, x.id)
			if saw := err == nil; saw != tc.sees {
				t.Errorf("%s: saw the sheet %v, want %v (%v)", name, saw, tc.sees, err)
			}
			_, err = x.App.Observations(ctx, who, spy.ID)
			if knew := err == nil; knew != tc.knows {
				t.Errorf("%s: knew of the hidden coach %v, want %v", name, knew, tc.knows)
			}
			if tc.sees {
				x.looksAt(name, s, tc.knows, spy.ID, both.ID)
			}
		}
		x.refused("an edge to one who does not exist", fault.NotFound, "not_found", func() error {
			return x.App.PutEdge(ctx, x.As(x.Ada), x.id, boss.ID, spy.ID)
		})
		x.refused("a place for one", fault.Invalid, "reference_missing", func() error {
			return x.App.ArrangeMap(ctx, x.As(x.Ada), x.id, map[record.ID]deal.Place{spy.ID: {X: 1}})
		})
		x.refused("an edit of one", fault.NotFound, "not_found", func() error {
			_, err := x.App.EditInfluence(ctx, x.As(x.Ada), spy.ID, spy.Version, []byte(`{"plan":"x"}`))
			return err
		})
		x.refused("an outsider on coaching", fault.Denied, "coach_secret", func() error {
			_, err := x.App.EditInfluence(ctx, x.As(x.Ada), both.ID, both.Version, []byte(`{"c1":true}`))
			return err
		})
	})
}

// actor is a person as an actor; a disabled one has nothing to see.
func (x *table) actor(id record.ID) org.Actor {
	who, err := x.App.ActorOf(context.Background(), id)
	if err != nil {
		return org.Actor{ID: id}
	}
	return who
}

// looksAt checks what a sheet tells of hidden coaches.
func (x *table) looksAt(name string, s app.Sheet, knows bool, spy, both record.ID) {
	x.t.Helper()
	found := slices.ContainsFunc(s.Facts.People, func(p deal.Person) bool { return p.ID == spy })
	flagged := slices.ContainsFunc(s.Flags, func(f deal.Flag) bool { return f.Subject == spy.String() || f.Rule == "RF-09" })
	edges := len(s.Facts.Edges)
	if found != knows || flagged != knows || (edges == 2) != knows || edges == 0 {
		x.t.Errorf("%s: found %v, flagged %v, %d edges; want %v", name, found, flagged, edges, knows)
	}
	if ghost := slices.Contains(s.Ghosts, influence.CO); ghost == knows {
		x.t.Errorf("%s: ghosts %v", name, s.Ghosts)
	}
	for _, p := range s.Facts.People {
		if p.ID == both && (p.Hidden != knows || slices.Contains(p.Roles, influence.CO) != knows || (p.C1 != nil) != knows) {
			x.t.Errorf("%s: sees %+v", name, p.Influence)
		}
	}
	for _, f := range s.Flags {
		b, _ := json.Marshal(f)
		if !knows && (strings.Contains(string(b), spy.String()) || strings.Contains(string(b), `"CO"`)) {
			x.t.Errorf("%s: the flag tells of the coach: %s", name, b)
		}
	}
	said, _ := json.Marshal([]any{s.Parts, s.Diagnosis, s.Criteria})
	if strings.Contains(string(said), spy.String()) != knows || s.Parts.Withheld == knows {
		x.t.Errorf("%s: what the method says tells of the coach: want %v", name, knows)
	}
	count := s.Deal.FlagsOpen
	if knows {
		count = s.Deal.FlagsAll
	}
	if len(s.Flags) != count || s.Deal.FlagsAll == s.Deal.FlagsOpen {
		x.t.Errorf("%s: %d flags, counted %d of %d", name, len(s.Flags), count, s.Deal.FlagsAll)
	}
}

func TestOutsiderKeepsWhatHeDoesNotKnow(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		yes := true
		both := x.put("何立", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true, C1: &yes},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB, influence.CO}}})
		spy := x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		p, err := x.App.EditInfluence(ctx, x.As(x.Ada), both.ID, both.Version, []byte(`{"influence":"H"}`))
		x.ok(err)
		if p.C1 != nil || p.Hidden || !slices.Equal(p.Roles, []influence.Role{influence.UB}) {
			t.Errorf("the answer tells of the coach: %+v", p)
		}
		_, err = x.App.Observe(ctx, x.As(x.Ada), both.ID, app.Sighting{Field: "roles", Value: json.RawMessage(`["TB"]`)})
		x.ok(err)
		seen, err := x.App.Observations(ctx, x.As(x.Ada), both.ID)
		x.ok(err)
		for _, o := range seen {
			if strings.Contains(string(o.Value), "CO") {
				t.Errorf("an observation tells of the coach: %s", o.Value)
			}
		}
		for _, p := range x.sheet(x.Mina).Facts.People {
			if p.ID == both.ID && (!p.Hidden || p.C1 == nil || !slices.Equal(p.Roles, []influence.Role{influence.TB, influence.CO})) {
				t.Errorf("the owner's view lost the coach: %+v", p.Influence)
			}
		}
		_, err = x.App.AddInfluence(ctx, x.As(x.Ada), x.id, app.NewInfluence{ContactID: spy.ContactID,
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.TB}}})
		if err != nil {
			t.Errorf("putting somebody on the map told that he is there: %v", err)
		}
		x.refused("the owner puts him there again", fault.Conflict, "person_on_map", func() error {
			_, err := x.App.AddInfluence(ctx, x.As(x.Mina), x.id, app.NewInfluence{ContactID: spy.ContactID})
			return err
		})
	})
}

func TestInfluenceActsAreRefusedUnchanged(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		p := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}, Contact: 3}})
		for name, tc := range map[string]struct {
			who   record.ID
			patch string
			kind  fault.Kind
			code  string
		}{
			"member":         {x.Pia, `{"plan":"x"}`, fault.Denied, "denied"},
			"read-only":      {x.Rob, `{"plan":"x"}`, fault.Denied, "denied"},
			"colleague":      {x.Rui, `{"plan":"x"}`, fault.NotFound, "not_found"},
			"unlawful win":   {x.Mina, `{"wins":["family_favour"]}`, fault.Invalid, "win_unknown"},
			"observed field": {x.Mina, `{"support":3}`, fault.Invalid, "field_unknown"},
			"future day":     {x.Mina, `{"last_contact_on":"2030-01-01"}`, fault.Invalid, "day_in_future"},
			"counterpart":    {x.Mina, `{"counterpart_id":"7"}`, fault.Invalid, "reference_missing"},
			"level":          {x.Mina, `{"influence":"X"}`, fault.Invalid, "value_invalid"},
		} {
			x.refused(name, tc.kind, tc.code, func() error {
				_, err := x.App.EditInfluence(ctx, x.As(tc.who), p.ID, p.Version, []byte(tc.patch))
				return err
			})
		}
		x.refused("stale", fault.Stale, "stale", func() error {
			return x.App.RemoveInfluence(ctx, x.As(x.Mina), p.ID, p.Version+1)
		})
		x.ok(x.App.ArrangeMap(ctx, x.As(x.Mina), x.id, map[record.ID]deal.Place{p.ID: {X: 12, Y: -3.5}}))
		if got := x.sheet(x.Mina).Facts.People[0]; got.Version != p.Version || *got.Place != (deal.Place{X: 12, Y: -3.5}) {
			t.Errorf("got version %d at %+v, want the place without a new version", got.Version, got.Place)
		}
		x.ok(x.observe(p, "contact", "1"))
		if got := x.sheet(x.Mina).Facts.People[0]; got.Contact != 1 || got.ContactPeak != 3 || got.LastContactOn != x.App.Today() {
			t.Errorf("got %+v, want contact 1 with its peak of 3", got.Observed)
		}
		got := x.sheet(x.Mina).Facts.People[0]
		x.ok(x.App.RemoveInfluence(ctx, x.As(x.Mina), p.ID, got.Version))
		if n := len(x.sheet(x.Mina).Facts.People); n != 0 {
			t.Errorf("%d people on the map, want none", n)
		}
	})
}

func TestCompetitorIsAddedEditedAndRemoved(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		r, err := x.App.AddCompetitor(ctx, x.As(x.Mina), x.id, deal.CompetitorFields{Name: "远帆软件"})
		x.ok(err)
		x.refused("no name", fault.Invalid, "name_missing", func() error {
			_, err := x.App.AddCompetitor(ctx, x.As(x.Mina), x.id, deal.CompetitorFields{Name: " "})
			return err
		})
		x.refused("colleague", fault.NotFound, "not_found", func() error {
			return x.App.RemoveCompetitor(ctx, x.As(x.Tao), r.ID, r.Version)
		})
		x.refused("member", fault.Denied, "denied", func() error {
			return x.App.RemoveCompetitor(ctx, x.As(x.Pia), r.ID, r.Version)
		})
		r, err = x.App.EditCompetitor(ctx, x.As(x.Mina), r.ID, r.Version, []byte(`{"position":"behind","counter_plan":"强调同业案例"}`))
		x.ok(err)
		if got := x.sheet(x.Mina).Facts.Competitors; len(got) != 1 || got[0].Position != "behind" || got[0].Version != 2 {
			t.Errorf("got %+v", got)
		}
		x.ok(x.App.RemoveCompetitor(ctx, x.As(x.Mina), r.ID, r.Version))
		if n := len(x.sheet(x.Mina).Facts.Competitors); n != 0 {
			t.Errorf("%d rivals, want none", n)
		}
	})
}
