package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) searchRoutes() []route {
	return []route{
		on("GET /api/search", "Search", org.ReadAccounts, s.search),
	}
}

type searchInput struct {
	Q       string    `query:"q" required:"true" maxLength:"200" doc:"words, pinyin or initials"`
	Kind    string    `query:"kind" enum:"account,contact,deal,note" doc:"absent: all"`
	Account record.ID `query:"account" doc:"only of this account"`
	Limit   int       `query:"limit" minimum:"0" maximum:"50" doc:"absent: 20"`
}

func (s *Server) search(ctx context.Context, who org.Actor, in *searchInput) (*body[all[app.Found]], error) {
	q, err := store.Query(in.Q)
	if err != nil {
		return nil, err
	}
	found, err := s.app.Search(ctx, who, app.SearchQuery{Q: q, Kind: record.Kind(in.Kind),
		Account: in.Account, Limit: in.Limit})
	return whole(found, same, err)
}
