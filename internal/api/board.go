package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// Board is the deals in columns.
type Board struct {
	Groups []BoardGroup `json:"groups" nullable:"false"`
}

// BoardGroup is one column: its totals, and its first cards. The rest of the
// cards are pages of the list of deals with the column's key as filter.
type BoardGroup struct {
	Key      string         `json:"key" doc:"stage, owner id, grade or severity; none: without one"`
	Label    string         `json:"label,omitzero" doc:"name of the owner"`
	Count    int64          `json:"count"`
	Unknown  int64          `json:"unknown_amount" doc:"deals without an amount"`
	Totals   []money.Amount `json:"totals" nullable:"false" doc:"per currency"`
	Weighted []money.Amount `json:"weighted" nullable:"false" doc:"sum of amount × earned probability, per currency"`
	Items    []app.DealView `json:"items" nullable:"false"`
	Next     string         `json:"next_cursor,omitempty"`
}

type boardInput struct {
	DealFilterInput
	Group string `query:"group" enum:"stage,owner,grade,worst" default:"stage"`
	Sort  string `query:"sort"`
}

func (s *Server) getBoard(ctx context.Context, who org.Actor, in *boardInput) (*body[Board], error) {
	q, err := s.dealQuery(&in.DealFilterInput, store.Page{Sort: in.Sort})
	if err != nil {
		return nil, err
	}
	columns, err := s.app.Board(ctx, who, store.Grouping(in.Group), q)
	out := Board{Groups: make([]BoardGroup, len(columns))}
	for i, c := range columns {
		out.Groups[i] = BoardGroup{c.Key, c.Label, c.Count, c.Unknown, c.Totals, c.Weighted, c.Cards, c.Next}
	}
	return answer(out, err)
}
