package deal

import (
	"encoding/json"
	"slices"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

// Carried is what a dossier said of a deal beyond what its rows can hold, kept
// word for word, so that the deal is diagnosed as the dossier was and leaves as
// it came. Each member counts as long as the rows beside it say what they said
// when it came; who changes a row has the last word.
type Carried struct {
	ID      record.ID            `db:"id"`
	DealID  record.ID            `db:"deal_id"`
	Dossier string               `db:"dossier,secret"`      // its id
	Stage   playbook.Stage       `db:"stage,secret"`        // where the deal stood when it came
	Names   map[record.ID]string `db:"names,json,secret"`   // what the dossier called people, by influence
	Kept    []Kept               `db:"members,json,secret"` // in order
}

// Kept is one member of a dossier: what the rows said there, and what the
// dossier did.
type Kept struct {
	At    string          `json:"at"`              // steps with / between them: "deal/policy_limit"
	Place int             `json:"place,omitempty"` // of an item in its list, from 1; 0: no item
	Base  json.RawMessage `json:"base,omitempty"`  // absent: nothing
	Given json.RawMessage `json:"given,omitempty"` // absent: nothing
}

// Carry compares a dossier with what the rows that it became say, and keeps the
// difference; people have the ids of their influences in given.
func (f *Facts) Carry(given *strategy.Dossier) []Kept {
	rows := f.written(given.AsOf)
	return differences(treeOf(given), treeOf(&rows))
}

// ofStage reports whether a member holds only for the stage in which the deal came.
func ofStage(at string) bool {
	return at == "deal/typical_days" || strings.HasPrefix(at, "deal/exit_met/")
}

// complete puts what was carried over a dossier that was made of rows. When both
// together are no sound dossier, the rows stand alone.
func (f *Facts) complete(d strategy.Dossier, use func(Kept) bool) strategy.Dossier {
	c := f.Carried
	if c == nil || len(c.Kept) == 0 {
		return d
	}
	kept := slices.DeleteFunc(slices.Clone(c.Kept), func(k Kept) bool {
		return !use(k) || ofStage(k.At) && c.Stage != f.Deal.Stage
	})
	tree := treeOf(&d)
	overlay(tree, kept)
	b, err := json.Marshal(tree)
	if err != nil {
		return d
	}
	whole, err := strategy.ReadDossier(b)
	if err != nil {
		return d
	}
	return whole
}

// flagStatesAt is the list of what people decided about flags. What came with a
// dossier about flags that were not raised leaves with it, and decides nothing.
const flagStatesAt = "flag_states"

// Outgoing is the dossier of the deal as of a day for those who take it away: all
// that came with it, and people by the ids that they had.
func (f *Facts) Outgoing(asOf calendar.Day) strategy.Dossier {
	ruled := map[flagKey]bool{}
	for i := range f.Rulings {
		ruled[f.Rulings[i].key()] = true
	}
	d := f.complete(f.written(asOf), func(k Kept) bool {
		var s strategy.FlagState
		if k.At != flagStatesAt || json.Unmarshal(k.Given, &s) != nil || len(k.Base) > 0 {
			return true
		}
		return !ruled[flagKey{s.ID, s.Subject}]
	})
	if f.Carried == nil {
		return d
	}
	names := map[string]string{}
	for id, name := range f.Carried.Names {
		names[id.String()] = name
	}
	d.ID = f.Carried.Dossier
	return d.Rename(names)
}

// masked leaves out of what was carried whatever speaks of hidden coaches.
func (c *Carried) masked(people []Person) *Carried {
	if c == nil {
		return nil
	}
	out := *c
	out.Kept = slices.DeleteFunc(slices.Clone(c.Kept), func(k Kept) bool {
		return k.At == flagStatesAt || slices.ContainsFunc(people, func(p Person) bool {
			return p.Hidden && k.tellsOf(p)
		})
	})
	return &out
}

// tellsOf reports whether a member speaks of a person: it is his own, or it names
// somebody who is only a hidden coach.
func (k Kept) tellsOf(p Person) bool {
	id := p.ID.String()
	if strings.HasPrefix(k.At+"/", "influences/"+id+"/") {
		return true
	}
	text := string(k.Given) + string(k.Base)
	return p.OnlyHidden() && (strings.Contains(text, `"`+id+`"`) || strings.Contains(text, p.Name))
}

// Decided are the decisions that a dossier brings about the flags that are raised
// on its day, with the reason and, of an accepted flag, the last day of how.
func (f *Facts) Decided(given *strategy.Dossier, how Ruling, by *rulebook.InForce) (out []Ruling) {
	said := map[flagKey]strategy.FlagStatus{}
	for _, s := range given.FlagStates {
		said[flagKey{s.ID, s.Subject}] = s.Status
	}
	verdict := f.Diagnose(given.AsOf, by)
	for i := range verdict.Flags {
		x := &verdict.Flags[i]
		var r Ruling
		switch said[x.key()] {
		case strategy.FlagMitigating:
			r = x.Decide(FlagMitigated)
		case strategy.FlagAccepted:
			r = x.Decide(FlagAccepted)
			r.UntilOn = how.UntilOn
		default:
			continue
		}
		r.Reason = how.Reason
		out = append(out, r)
	}
	return out
}

// roomless are the members of a dossier that no rows of a deal hold yet.
func roomless() []string {
	return []string{"actions", "bids", "quotes", "expenses", "negotiation", "contract"}
}

// Brought lists the members that came with a dossier and can be read and taken
// away, but not edited here.
func (f *Facts) Brought() []string {
	out := []string{}
	for _, name := range roomless() {
		came := func(k Kept) bool { return k.At == name }
		if f.Carried != nil && slices.ContainsFunc(f.Carried.Kept, came) {
			out = append(out, name)
		}
	}
	return out
}
