package api

import (
	"slices"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// SheetFlag is a raised red flag. Its texts are rule.<rule>.title, .why and .do.
type SheetFlag struct {
	deal.Flag
	SubjectName string        `json:"subject_name,omitzero"`
	Do          string        `json:"do" doc:"key of the text that says what to do"`
	Until       calendar.Day  `json:"until,omitzero" format:"date" doc:"last day on which it is accepted, or mitigated by a task that is done"`
	TaskID      record.ID     `json:"task_id,omitzero" doc:"the task that mitigates it"`
	Strength    string        `json:"strength,omitzero" doc:"what of ours mitigates it, in words"`
	StrengthID  record.ID     `json:"strength_id,omitzero" doc:"the strength on the deal that mitigates it"`
	Helpful     []FlagHelp    `json:"helpful" nullable:"false" doc:"our strengths that mean something to the person, or to somebody who influences him"`
	Bells       []string      `json:"bells" nullable:"false" doc:"ST-01 to ST-14 that rest on the person, or on somebody who influences him"`
	History     []deal.Ruling `json:"history" nullable:"false" doc:"what was decided about it, oldest first"`
	May         []string      `json:"may" nullable:"false" enum:"mitigate,accept,reopen" doc:"what the reader may do about it"`
}

// FlagHelp is a strength of ours that could answer a flag.
type FlagHelp struct {
	ID   record.ID `json:"id"`
	Text string    `json:"text"`
}

func sheetFlags(who org.Actor, x *app.Sheet) []SheetFlag {
	names := map[record.ID]string{}
	for _, p := range x.Facts.People {
		names[p.ID] = p.Name
	}
	out := make([]SheetFlag, len(x.Flags))
	for i, f := range x.Flags {
		row := SheetFlag{Flag: f, SubjectName: f.Subject, Do: "rule." + f.Rule + ".do",
			Helpful: []FlagHelp{}, Bells: f.Bells(&x.Facts, x.Diagnosis.Strengths),
			May:     app.FlagMay(who, x.Deal.OwnerID, f),
			History: append([]deal.Ruling{}, f.History(x.Facts.Rulings)...)}
		for _, s := range f.Helpful(&x.Facts) {
			row.Helpful = append(row.Helpful, FlagHelp{s.ID, s.Text})
		}
		if f.InfluenceID != 0 {
			row.SubjectName = names[f.InfluenceID]
		}
		if n := len(row.History); n > 0 && f.Status != string(strategy.FlagOpen) {
			row.decided(row.History[n-1])
		}
		out[i] = row
	}
	return out
}

// decided shows the decision that counts.
func (f *SheetFlag) decided(last deal.Ruling) {
	f.Until = last.UntilOn
	switch {
	case last.LinkKind == record.Task:
		f.TaskID = last.LinkID
	case last.Act == deal.FlagMitigated:
		f.Strength, f.StrengthID = last.Reason, last.LinkID
	}
}

// counted are the flags that count as open, and the gravest of them.
func counted(flags []deal.Flag) (n int, worst strategy.Severity) {
	open := slices.DeleteFunc(slices.Clone(flags), func(f deal.Flag) bool { return !f.Counts() })
	if len(open) == 0 {
		return 0, ""
	}
	return len(open), strategy.Severity(open[0].Severity)
}
