package strategy

import (
	"maps"
	"slices"
	"strconv"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/qualify"
)

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// check finds the faults that concern more than one member.
func (d *Dossier) check() error {
	if i := repeated(len(d.Influences), func(i int) string { return d.Influences[i].ID }); i >= 0 {
		return refuse(DuplicateID, "influences["+strconv.Itoa(i)+"].id")
	}
	if n := d.Negotiation; n != nil {
		if i := repeated(len(n.Issues), func(i int) string { return n.Issues[i].Name }); i >= 0 {
			return refuse(DuplicateID, "negotiation.issues["+strconv.Itoa(i)+"].name")
		}
	}
	deciders := 0
	for i := range d.Influences {
		p := &d.Influences[i]
		if slices.Contains(p.Roles, influence.EB) && !p.gone(d.AsOf) {
			deciders++
		}
	}
	switch {
	case deciders > 1:
		return refuse(MultipleEB, "influences")
	case tooManyVeto(d.Deal.Veto):
		return refuse(TooManyVeto, "deal.veto")
	case weightless(d.Deal.RiskWeights):
		return refuse(WrongRange, "deal.risk_weights")
	case d.Deal.Status.open() && !d.Deal.Stage.Selling():
		return refuse(StageStatus, "deal.stage")
	}
	return nil
}

// repeated is the index of the first of n names that stood before, or -1.
func repeated(n int, name func(int) string) int {
	seen := make(map[string]bool, n)
	for i := range n {
		if seen[name(i)] {
			return i
		}
		seen[name(i)] = true
	}
	return -1
}

func tooManyVeto(veto []qualify.Item) bool {
	veto = slices.Clone(veto)
	slices.Sort(veto)
	return len(slices.Compact(veto)) > qualify.MaxVeto
}

// weightless reports whether the weights of the risk score sum to 0; an item
// without one has weight 1.
func weightless(weights map[qualify.Item]float64) bool {
	sum := float64(len(qualify.Item.All("")) - len(weights))
	for _, w := range weights {
		sum += w
	}
	return sum <= 0
}

// gone reports whether the person has left by a day.
func (p *Influence) gone(asOf calendar.Day) bool { return p.LeftAt != 0 && p.LeftAt <= asOf }

// open reports whether the deal is open; an empty status counts as open.
func (s DealStatus) open() bool { return s == Open || s == "" }
