package strategy_test

import (
	"testing"

	"sente/internal/sales/bargain"
	"sente/internal/sales/strategy"
)

// Each number is the sum of its parts.
func TestPartsAddUp(t *testing.T) {
	dossiers := []*dossier{healthy(), rich(), ready()}
	for _, line := range publishedLines(t) {
		d, err := strategy.ReadDossier(line)
		if err != nil {
			t.Fatal(err)
		}
		dossiers = append(dossiers, &d)
	}
	for _, d := range dossiers {
		x := strategy.Diagnose(d)
		p := strategy.NewExplainer(strategy.Defaults(), d).Parts()
		if x.Status != strategy.Open {
			if p.Base != nil {
				t.Errorf("%s: a closed deal has parts", d.ID)
			}
			continue
		}
		h := x.Health
		weights, support := 0.0, 0.0
		for _, s := range p.Support {
			weights, support = weights+s.Weight, support+s.Weight*s.Support
		}
		met := 0
		for _, c := range p.Coverage {
			if c.Met {
				met++
			}
		}
		points := 0.0
		for _, f := range p.Penalty {
			points += f.Points
		}
		score, known, failed := 0.0, 0.0, 0
		for _, s := range p.Score {
			score += s.Score
		}
		for _, i := range p.Info {
			known += i.Value
		}
		for _, c := range p.Bid {
			if !c.Met {
				failed++
			}
		}
		symptoms := map[string]float64{}
		for _, s := range p.Symptoms {
			symptoms[s.Symptom] += s.Weight * s.Value
		}
		for name, c := range map[string]struct{ got, want float64 }{
			"weights": {weights, h.WeightSum}, "support": {support, h.WeightedSupport},
			"COV": {float64(met) / 8, h.Coverage}, "PRC": {total(p.Process), h.Process},
			"base": {100 * total(p.Base), h.Base}, "penalty": {points, h.PenaltyRaw},
			"score": {score, x.Score.Score20}, "INF": {known / float64(len(p.Info)), h.Information},
			"bid":  {float64(failed), float64(len(x.Bid.Failed))},
			"DX-1": {symptoms["DX-1"], x.Diagnoses.Island.Score}, "DX-2": {symptoms["DX-2"], x.Diagnoses.Stuck.Score},
			"DX-3": {symptoms["DX-3"], x.Diagnoses.OutOfControl.Score},
			"DX-4": {float64(len(p.Companion)), float64(x.Diagnoses.Companion)},
		} {
			if !near(c.got, c.want) {
				t.Errorf("%s: %s: parts %v, number %v", d.ID, name, c.got, c.want)
			}
		}
	}
}

func total(parts []strategy.Share) (sum float64) {
	for _, p := range parts {
		sum += p.Weight * p.Value
	}
	return sum
}

// Strengths, one row that has it and one at the boundary that has not.
func TestStrengths(t *testing.T) {
	rows := strengthRows()
	seen := map[string][2]bool{}
	for i, row := range rows {
		if got := row.strength(strategy.Defaults()); got != row.want {
			t.Errorf("row %d, %s: got %q, want %q", i, row.rule, got, row.want)
		}
		s := seen[row.rule]
		seen[row.rule] = [2]bool{s[0] || row.want != "", s[1] || row.want == ""}
	}
	for _, id := range strategy.Strengths() {
		if seen[id] != [2]bool{true, true} {
			t.Errorf("%s: needs a row that has it and one that has not", id)
		}
	}
	s := strategy.Defaults().Clone()
	for i := range s.Strengths {
		right := s.Strengths[i]
		for _, wrong := range twists(right, strategy.High.All()) {
			s.Strengths[i] = wrong
			noticed := false
			for _, row := range rows {
				noticed = noticed || row.rule == right.ID && row.strength(s) != row.want
			}
			if !noticed {
				t.Errorf("no row notices %+v instead of %+v", wrong, right)
			}
		}
		s.Strengths[i] = right
	}
}

// strength lists the subjects of a strength; "-" when it has none.
func (row *spoiled) strength(s *strategy.Settings) string {
	d := healthy()
	row.change(d)
	for _, b := range strategy.DiagnoseWith(s, d).Strengths {
		if b.ID == row.rule {
			out := ""
			for _, id := range b.Subjects {
				out += id
			}
			if out == "" {
				return "-"
			}
			return out
		}
	}
	return ""
}

func strengthRows() []spoiled {
	same := func(*dossier) {}
	seen := func(days int) func(*dossier) { return with("E", func(p *person) { p.History[0].On = ago(days) }) }
	featured := func(weight float64) func(*dossier) { return func(d *dossier) { d.Criteria[0].Weight = &weight } }
	visit := func(effect float64, days int, same bool) func(*dossier) {
		return func(d *dossier) {
			d.Bookings = []strategy.Booking{{Kind: strategy.ModelCustomer, At: ago(days), SameIndustry: same, Effect: &effect}}
		}
	}
	meets := func(days int, kind strategy.ResourceKind) func(*dossier) {
		return func(d *dossier) {
			d.Bookings = []strategy.Booking{{Kind: kind, At: ago(days), With: "E", Effect: new(3.0)}}
		}
	}
	unique := func(unique bool, ids ...string) func(*dossier) {
		return func(d *dossier) { d.Strengths = []strategy.Strength{{Unique: unique, Linked: ids}} }
	}
	past := func(x float64) func(*dossier) {
		return func(d *dossier) { d.Account.PastContract, d.Account.Satisfaction = true, &x }
	}
	entry := func(e strategy.EntryTiming) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.EntryTiming = e })
	}
	rivals := func(c strategy.Competition) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.Competition = c })
	}
	growth := with("U", func(p *person) { p.Mode = "G" })
	return []spoiled{
		{"ST-01", with("E", supports(3)), "E"}, {"ST-01", with("E", supports(2)), ""},
		{"ST-01", seen(30), "E"}, {"ST-01", seen(31), ""},
		{"ST-02", same, "C1C2"}, {"ST-02", without("C1"), ""}, {"ST-02", joins(coach("B", 1)), "BC1C2"},
		{"ST-03", with("C2", func(p *person) { p.LevelRank = 4 }), "C2"}, {"ST-03", same, ""},
		{"ST-03", with("C2", func(p *person) { p.LevelRank = 5 }), "C2"},
		{"ST-04", with("U", supports(3)), "U"}, {"ST-04", with("U", supports(2)), ""}, {"ST-04", growth, ""},
		{"ST-05", featured(30), "-"}, {"ST-05", featured(29.5), ""}, {"ST-05", featured(29), ""},
		{"ST-06", visit(4, 0, true), "-"}, {"ST-06", visit(3, 1, true), ""}, {"ST-06", visit(5, -1, true), ""},
		{"ST-06", visit(5, 1, false), ""},
		{"ST-07", entry(strategy.BeforeNeed), "-"}, {"ST-07", entry(strategy.BeforeApproval), "-"},
		{"ST-07", entry(strategy.AfterApproval), ""},
		{"ST-08", same, "-"}, {"ST-08", deal(func(d *strategy.Deal) { d.NeedDocAt = 0 }), ""},
		{"ST-09", same, "-"}, {"ST-09", rivals(strategy.Sole), "-"}, {"ST-09", rivals(strategy.Level), ""},
		{"ST-10", meets(60, strategy.SalesSuperior), "-"}, {"ST-10", meets(61, strategy.SalesSuperior), ""},
		{"ST-10", meets(1, strategy.Partner), ""}, {"ST-10", meets(-1, strategy.SalesSuperior), ""},
		{"ST-10", all(meets(1, strategy.IndustryExpert), with("E", func(p *person) { p.Counterpart = " " })), ""},
		{"ST-11", unique(true, "nobody", "U"), "-"}, {"ST-11", unique(false, "U"), ""}, {"ST-11", unique(true), ""},
		{"ST-11", all(unique(true, "U"), with("U", func(p *person) { p.LeftAt = today })), ""},
		{"ST-11", all(unique(true, "U"), with("U", func(p *person) { p.Results = nil })), ""},
		{"ST-12", deal(func(d *strategy.Deal) { d.Home = strategy.OwnGround }), "-"}, {"ST-12", same, ""},
		{"ST-13", same, "-"}, {"ST-13", with("E", func(p *person) { p.Wins = nil }), ""},
		{"ST-14", past(4), "-"}, {"ST-14", past(3.9), ""}, {"ST-14", past(3), ""},
		{"ST-14", all(past(5), func(d *dossier) { d.Account.PastContract = false }), ""},
	}
}

// Settings that do not fit the rules are refused with the rule named.
func TestSettingsAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*strategy.Settings)
		want   string
	}{
		"defaults":       {func(*strategy.Settings) {}, ""},
		"off":            {func(s *strategy.Settings) { s.Flags[3].Off = true }, ""},
		"another number": {func(s *strategy.Settings) { s.Flags[6].Limits[0].Value = 120 }, ""},
		"severity":       {func(s *strategy.Settings) { s.Flags[6].Levels[0] = "dire" }, "RF-07"},
		"no severity":    {func(s *strategy.Settings) { s.Flags[0].Levels = s.Flags[0].Levels[:1] }, "RF-01"},
		"another limit":  {func(s *strategy.Settings) { s.Flags[6].Limits[0].Name = "weeks" }, "RF-07"},
		"turned round":   {func(s *strategy.Settings) { s.Flags[6].Limits[0].Op = ">" }, "RF-07"},
		"missing":        {func(s *strategy.Settings) { s.Flags = s.Flags[:80] }, "RF-81"},
		"too many":       {func(s *strategy.Settings) { s.Flags = append(s.Flags, strategy.Tuning{ID: "RF-84"}) }, "RF-84"},
		"strength":       {func(s *strategy.Settings) { s.Strengths[0].ID = "ST-02" }, "ST-01"},
		"bargaining":     {func(s *strategy.Settings) { s.Bargain[4].Levels[0] = bargain.Level("fatal") }, "NG-05"},
	} {
		s := strategy.Defaults().Clone()
		c.change(s)
		if got := faultField(s.Check()); got != c.want {
			t.Errorf("%s: refused at %q, want %q", name, got, c.want)
		}
	}
}
