package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// FlagFilterInput are the filters of red flags.
type FlagFilterInput struct {
	Owner    record.ID `query:"owner"`
	Team     record.ID `query:"team" doc:"owners in this team or below it"`
	Rule     string    `query:"rule" maxLength:"20" doc:"RF-01…"`
	Severity string    `query:"severity" enum:"critical,high,medium,low"`
	Status   string    `query:"status" enum:"open,mitigating,accepted" doc:"absent: open and mitigating"`
}

func (in *FlagFilterInput) query(page store.Page) app.FlagQuery {
	return app.FlagQuery{TeamID: in.Team, FlagFilter: store.FlagFilter{Page: page, OwnerID: in.Owner,
		Rule: in.Rule, Severity: strategy.Severity(in.Severity), Status: strategy.FlagStatus(in.Status)}}
}

type flagsInput struct {
	FlagFilterInput
	Sort   string `query:"sort" doc:"worst or opened_at; - before it for descending; absent: the gravest first, then the oldest"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
	Cursor string `query:"cursor"`
}

func (s *Server) listFlags(
	ctx context.Context, who org.Actor, in *flagsInput,
) (*body[list[store.FlagItem]], error) {
	l, err := s.app.Flags(ctx, who, in.query(store.Page{Sort: in.Sort, Limit: in.Limit, Cursor: in.Cursor}))
	return listed(l, same, err)
}

// FlagSummary counts red flags by rule and severity.
type FlagSummary struct {
	Items []store.FlagCount `json:"items" nullable:"false"`
}

func (s *Server) countFlags(
	ctx context.Context, who org.Actor, in *FlagFilterInput,
) (*body[FlagSummary], error) {
	l, err := s.app.FlagCounts(ctx, who, in.query(store.Page{}))
	return answer(FlagSummary{append([]store.FlagCount{}, l...)}, err)
}
