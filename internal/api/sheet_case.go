package api

import (
	"sente/internal/app"
	"sente/internal/sales/record"
)

// SheetCase is what of a deal touches the rules of lawful selling. Its texts are
// compliance.<rule>.title, .why and .do.
type SheetCase struct {
	Rule    string      `json:"rule" enum:"CP-01,CP-02,CP-03,CP-04"`
	Subject string      `json:"subject" doc:"the day of the news, the number of the expense, or what the plan is about"`
	Kind    record.Kind `json:"kind,omitzero" doc:"of the record that holds the plan"`
	ID      record.ID   `json:"id,omitzero" doc:"of the record that holds the plan"`
	Field   string      `json:"field,omitzero"`
	Words   string      `json:"words,omitzero" doc:"of the plan, by which it touches the rule"`
}

func sheetCases(x *app.Sheet) []SheetCase {
	out := []SheetCase{}
	for _, c := range x.Diagnosis.Cases {
		out = append(out, SheetCase{Rule: string(c.ID), Subject: c.Subject})
	}
	for _, c := range x.Facts.Cautions() {
		out = append(out, SheetCase{Rule: string(c.Rule), Subject: c.Name, Kind: c.Of.Kind, ID: c.Of.ID,
			Field: c.Field, Words: c.Words})
	}
	return out
}
