package api

import (
	"context"
	"math"
	"slices"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

func (s *Server) sheetRoutes() []route {
	beside := slices.Concat(s.worksheetRoutes(), s.historyRoutes(), s.reviewRoutes())
	return append(beside, on("GET /api/deals/{id}/sheet", "Sheet", org.ReadDeals, s.getSheet))
}

// Sheet is the strategy sheet of a deal: what is known, and what the method says
// of it today.
type Sheet struct {
	Deal        DealRow           `json:"deal"`
	Sentence    strategy.Sentence `json:"sentence"`
	Influences  []SheetPerson     `json:"influences" nullable:"false"`
	Ghosts      []influence.Role  `json:"ghosts" nullable:"false" doc:"roles that nobody present holds"`
	Edges       []deal.Edge       `json:"edges" nullable:"false"`
	Competitors []deal.Competitor `json:"competitors" nullable:"false"`
	Needs       []SheetNeed       `json:"needs" nullable:"false" doc:"by layer, then by place"`
	Decisions   SheetDecisions    `json:"decisions" doc:"the customer's decision criteria"`
	Info        SheetInfos        `json:"info" doc:"the information map"`
	Cost        *deal.Cost        `json:"cost,omitzero" doc:"absent: unknown, or not for the reader"`
	SheetRivalry
	Flags    []SheetFlag       `json:"flags" nullable:"false" doc:"worst first"`
	Gate     *SheetGate        `json:"gate,omitzero" doc:"absent: the deal is closed"`
	Score    SheetScore        `json:"score"`
	MANScore int               `json:"man_score"`
	Health   *SheetHealth      `json:"health,omitzero" doc:"absent: the deal is closed"`
	Parts    *SheetParts       `json:"parts,omitzero" doc:"what the numbers are made of; absent: the deal is closed"`
	Bid      *SheetBid         `json:"bid,omitzero" doc:"absent: the deal is closed"`
	Symptoms []SheetSymptom    `json:"symptoms" nullable:"false" doc:"DX-1 to DX-4"`
	Bells    []SheetBell       `json:"bells" nullable:"false" doc:"the strengths ST-01 to ST-14 that the deal has"`
	Gap      *float64          `json:"temperature_gap,omitzero" doc:"felt temperature minus health index; absent: unknown"`
	Adjusted *money.Amount     `json:"forecast_adjusted,omitzero" doc:"the forecast by health; absent: no amount, or the deal is closed"`
	Cases    []SheetCase       `json:"compliance" nullable:"false" doc:"what touches the rules of lawful selling"`
	Position playbook.Position `json:"position,omitzero"`
	Band     strategy.Band     `json:"temperature_band,omitzero"`
	Forecast *money.Amount     `json:"forecast,omitzero" doc:"amount times win_prob; absent: no amount"`
	History  []deal.Move       `json:"history" nullable:"false" doc:"oldest first"`
	Contract *SheetContract    `json:"contract,omitzero" doc:"what is owed after the signature; absent: no contract is known"`
	Brought  []string          `json:"brought" nullable:"false" doc:"members of the deal's dossier that came with it and cannot be edited here"`
	Secrets  bool              `json:"secrets,omitzero" doc:"the reader may know of hidden coaches"`
	AsOf     calendar.Day      `json:"as_of,omitzero" format:"date" doc:"the day at whose end all of this was so, to be read only; absent: now"`
	Erased   int               `json:"erased,omitzero" doc:"acts up to then whose content was erased from the audit trail: what they did is missing"`
}

// SheetPerson is a person on the map with what the method says of him.
type SheetPerson struct {
	deal.Person
	Present      bool           `json:"present"`
	Key          bool           `json:"key" doc:"present, with a role other than coach"`
	Weight       float64        `json:"weight,omitzero" doc:"0 to 3 in this phase"`
	Gap          *int           `json:"gap,omitzero" doc:"expectation minus reality"`
	ModeComputed influence.Mode `json:"mode_computed,omitzero" doc:"from expectation, reality and baseline"`
	ModeNow      influence.Mode `json:"mode_now,omitzero" doc:"as set, else as computed"`
	Drop         int            `json:"support_drop,omitzero" doc:"fall of support within 60 days"`

	SilentDays int                 `json:"silent_days,omitzero" doc:"days without contact, when these are too many (RF-20)"`
	Course     []deal.SupportPoint `json:"course,omitempty" doc:"how his support went, the oldest day first"`
}

// SheetGate is the gate of the present stage.
type SheetGate struct {
	Stage    playbook.Stage   `json:"stage"`
	Met      int              `json:"met"`
	Total    int              `json:"total"`
	Criteria []SheetCriterion `json:"criteria" nullable:"false"`
	Open     bool             `json:"open,omitzero" doc:"the template lets the deal pass while criteria are unmet; it then earns nothing"`
}

// SheetCriterion is where one exit criterion stands.
type SheetCriterion struct {
	deal.Criterion
	Skipped  bool `json:"skipped,omitzero" doc:"the deal's template does not ask for it; not counted"`
	MayJudge bool `json:"may_judge" doc:"there is evidence of somebody else, and the right to judge it"`
}

// SheetScore is the risk score.
type SheetScore struct {
	Score20    float64        `json:"score20" doc:"0 to 20"`
	Final      bool           `json:"final" doc:"every item is known"`
	Min        float64        `json:"min"`
	Max        float64        `json:"max"`
	Pass       *bool          `json:"pass,omitzero" doc:"absent: not decided yet"`
	VetoFailed []qualify.Item `json:"veto_failed" nullable:"false"`
}

// SheetHealth is how well a deal stands; its parts are 0 to 1.
type SheetHealth struct {
	Support         float64 `json:"SUP"`
	Coverage        float64 `json:"COV"`
	Qualification   float64 `json:"QUA"`
	Information     float64 `json:"INF"`
	Competition     float64 `json:"CMP"`
	Process         float64 `json:"PRC"`
	WeightSum       float64 `json:"weight_sum"`
	WeightedSupport float64 `json:"weighted_support"`
	Base            float64 `json:"base" doc:"0 to 100"`
	PenaltyRaw      float64 `json:"penalty_raw" doc:"points of the open flags"`
	Penalty         float64 `json:"penalty" doc:"the same, at most 25"`
	Index           int     `json:"dhi" doc:"0 to 100: base minus penalty"`
}

type sheetInput struct {
	ID record.ID    `path:"id" doc:"id of the record"`
	At calendar.Day `query:"at" format:"date" doc:"the sheet as it was at the end of this day, to be read only; absent: now"`
}

func (s *Server) getSheet(ctx context.Context, who org.Actor, in *sheetInput) (*body[Sheet], error) {
	if in.At == 0 {
		x, err := s.app.Sheet(ctx, who, in.ID)
		if err != nil {
			return nil, err
		}
		return &body[Sheet]{sheetOf(who, &x)}, nil
	}
	x, err := s.app.SheetOn(ctx, who, in.ID, in.At)
	if err != nil {
		return nil, err
	}
	return &body[Sheet]{sheetOf(who.Idle(), &x)}, nil
}

func sheetOf(who org.Actor, x *app.Sheet) Sheet {
	d := &x.Diagnosis
	out := Sheet{Deal: sheetDeal(x), Sentence: d.SSO, Influences: sheetPeople(x),
		Ghosts:      append([]influence.Role{}, x.Ghosts...),
		Edges:       append([]deal.Edge{}, x.Facts.Edges...),
		Competitors: x.Facts.Heard(),
		Needs:       sheetNeeds(&x.Facts), Decisions: sheetDecisions(&x.Facts, d), Info: sheetInfos(x),
		Cost: x.Facts.Cost, Brought: x.Facts.Brought(), SheetRivalry: sheetRivalry(who, &x.Facts),
		Flags: sheetFlags(who, x), Cases: sheetCases(x), Score: sheetScore(d.Score), MANScore: d.MANScore,
		Position: d.Position.Stage, Band: d.Position.Band,
		Forecast: sumOf(x, d.Forecast), Adjusted: sumOf(x, d.Adjusted), Symptoms: []SheetSymptom{},
		Bells: []SheetBell{}, History: append([]deal.Move{}, x.Moves...), Secrets: x.Secrets,
		AsOf: x.AsOf, Erased: x.Erased}
	if out.Sentence.Missing == nil {
		out.Sentence.Missing = []string{}
	}
	out.Contract = sheetContract(x)
	if x.Deal.Status == strategy.Open {
		out.Gate, out.Health = sheetGate(who, x), sheetHealth(d.Health)
		out.open(x)
	}
	return out
}

func sheetDeal(x *app.Sheet) DealRow {
	out := DealRow{Deal: x.Deal, AccountName: x.Facts.Account, OwnerName: x.Facts.Owner, Days: x.Days,
		Stale: x.Stale,
		Tags:  append([]string{}, x.Tags...), Members: append([]deal.Member{}, x.Members...), May: x.May}
	out.FlagCount, out.Worst = counted(x.Flags)
	return out
}

func sheetPeople(x *app.Sheet) []SheetPerson {
	said := map[string]*strategy.Person{}
	for i := range x.Diagnosis.Persons {
		said[x.Diagnosis.Persons[i].ID] = &x.Diagnosis.Persons[i]
	}
	out, courses := make([]SheetPerson, len(x.Facts.People)), x.Facts.SupportCourses()
	for i, p := range x.Facts.People {
		row := SheetPerson{Person: p, SilentDays: x.Silent[p.ID], Course: courses[p.ID]}
		if m := said[p.ID.String()]; m != nil {
			row.Present, row.Key, row.Weight, row.Drop = m.Present, m.Key, round(m.Weight, 2), m.Drop
			row.ModeComputed, row.ModeNow = m.Computed, m.Current
			if m.GapKnown {
				row.Gap = &m.Gap
			}
		}
		out[i] = row
	}
	return out
}

func sheetGate(who org.Actor, x *app.Sheet) *SheetGate {
	g := x.Diagnosis.Gate
	own := x.Facts.Own
	out := &SheetGate{Stage: g.Stage, Criteria: []SheetCriterion{}, Open: !own.Blocks(g.Stage)}
	may := who.May(org.JudgeGates, x.Deal.OwnerID, false)
	for _, c := range x.Criteria {
		_, err := deal.Submission(c.Steps, g.Stage, c.Code, who.ID)
		skipped := !own.Asks(g.Stage, c.Code)
		out.Criteria = append(out.Criteria, SheetCriterion{c, skipped, may && err == nil})
	}
	out.Met, out.Total = own.Count(g)
	return out
}

func sheetScore(s qualify.Result) SheetScore {
	return SheetScore{Score20: round(s.Score20, 2), Final: s.Final, Min: round(s.Score20, 2),
		Max: round(s.Max, 2), Pass: s.Pass,
		VetoFailed: append([]qualify.Item{}, s.VetoFailed...)}
}

func sheetHealth(h strategy.Health) *SheetHealth {
	return &SheetHealth{Support: round(h.Support, 4), Coverage: round(h.Coverage, 4),
		Qualification: round(h.Qualification, 4), Information: round(h.Information, 4),
		Competition: round(h.Competition, 4), Process: round(h.Process, 4),
		WeightSum: round(h.WeightSum, 2), WeightedSupport: round(h.WeightedSupport, 2),
		Base: round(h.Base, 2), PenaltyRaw: round(h.PenaltyRaw, 2),
		Penalty: round(h.Penalty, 2), Index: h.Index}
}

// sumOf is a sum of the method in the currency of the amount.
func sumOf(x *app.Sheet, sum *float64) *money.Amount {
	amount := x.Deal.Amount
	if sum == nil || amount == nil {
		return nil
	}
	return &money.Amount{Minor: int64(math.Round(*sum * math.Pow10(money.Digits(amount.Currency)))),
		Currency: amount.Currency}
}

func round(x float64, places int) float64 {
	p := math.Pow10(places)
	return math.Round(x*p) / p
}
