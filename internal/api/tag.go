package api

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) tagRoutes() []route {
	return []route{
		on("GET /api/tags", "Tags", "", s.listTags),
		on("POST /api/tags", "AddTag", org.Contribute, s.addTag),
		on("PUT /api/tags/on/{kind}/{id}", "PutTags", org.Contribute, s.putTags),
	}
}

func (s *Server) listTags(ctx context.Context, who org.Actor, _ *struct{}) (*body[all[activity.Tag]], error) {
	tags, err := s.app.Tags(ctx, who)
	return whole(tags, same, err)
}

// TagName is the name of a new tag.
type TagName struct {
	Name string `json:"name" maxLength:"50"`
}

func (s *Server) addTag(ctx context.Context, who org.Actor, in *body[TagName]) (*body[activity.Tag], error) {
	return answer(s.app.AddTag(ctx, who, in.Body.Name))
}

type tagsOnInput struct {
	Kind string    `path:"kind" enum:"deal,account"`
	ID   record.ID `path:"id"`
	Body TagNames
}

// TagNames are the tags on a record.
type TagNames struct {
	Names []string `json:"names" maxItems:"20" nullable:"false"`
}

func (s *Server) putTags(ctx context.Context, who org.Actor, in *tagsOnInput) (*body[TagNames], error) {
	names, err := s.app.PutTags(ctx, who, record.Ref{Kind: record.Kind(in.Kind), ID: in.ID}, in.Body.Names)
	return answer(TagNames{names}, err)
}
