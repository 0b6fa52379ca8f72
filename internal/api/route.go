package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// route is one line of the table of routes: method and path, the act of package
// app that it calls, the permission that the act needs, and how to answer.
// Permission "" means: everyone who is logged in; open means: everyone.
type route struct {
	method, path string
	act          string
	permission   org.Permission
	open         bool
	status       int
	register     func(*Server)
}

// on makes a route whose handler gets the actor: the form of nearly all.
func on[In, Out any](
	place, act string, p org.Permission, f func(context.Context, org.Actor, *In) (*Out, error),
) route {
	method, path, _ := strings.Cut(place, " ")
	r := route{method: method, path: path, act: act, permission: p, status: statusOf[Out]()}
	r.register = func(s *Server) {
		huma.Register(s.huma, operation[In](s, r), func(ctx context.Context, in *In) (*Out, error) {
			req := requestOf(ctx)
			if req.who.ID == 0 {
				return nil, s.problem(ctx, fault.New(fault.Unauthenticated, "not_logged_in"))
			}
			if p, ok := any(in).(patched); ok {
				if err := checkPatch(s.huma.OpenAPI().Components.Schemas, p.fields(), p.patch()); err != nil {
					return nil, s.problem(ctx, err)
				}
			}
			out, err := f(ctx, req.who, in)
			if err != nil {
				s.app.NoteBlocked(ctx, req.who, r.act, err)
				return nil, s.problem(ctx, err)
			}
			return out, nil
		})
		documentPatch[In](s, r)
	}
	return r
}

// openTo makes a route that needs no session.
func openTo[In, Out any](
	place, act string, f func(context.Context, request, *In) (*Out, error),
) route {
	method, path, _ := strings.Cut(place, " ")
	r := route{method: method, path: path, act: act, open: true, status: statusOf[Out]()}
	r.register = func(s *Server) {
		op := operation[In](s, r)
		takeSmall(&op)
		huma.Register(s.huma, op, func(ctx context.Context, in *In) (*Out, error) {
			out, err := f(ctx, requestOf(ctx), in)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return out, nil
		})
	}
	return r
}

// statusOf is 204 for an answer without body, else 200.
func statusOf[Out any]() int {
	if _, ok := reflect.TypeFor[Out]().FieldByName("Body"); !ok {
		return http.StatusNoContent
	}
	return http.StatusOK
}

// operation describes the route in the OpenAPI document.
func operation[In any](s *Server, r route) huma.Operation {
	name := strings.NewReplacer("/api/", "", "{", "", "}", "", "/", "-", ".", "-").Replace(r.path)
	tag, _, _ := strings.Cut(strings.TrimPrefix(r.path, "/api/"), "/")
	op := huma.Operation{OperationID: strings.ToLower(r.method) + "-" + name, Method: r.method, Path: r.path,
		Tags: []string{tag}, Summary: r.act, MaxBodyBytes: BodyLimit, DefaultStatus: r.status,
		BodyReadTimeout: -1, // huma would leave its deadline on the connection; pacedBody sets ours
		Metadata:        map[string]any{schemas: s.huma.OpenAPI().Components.Schemas},
		Extensions:      map[string]any{"x-act": r.act, "x-permission": string(r.permission)}}
	var in In
	if _, ok := any(in).(patched); ok {
		op.SkipValidateBody = true // checkPatch does, and package app, merge, reads it
	}
	if w, ok := any(in).(interface{ whole() bool }); ok {
		op.SkipValidateBody = w.whole()
	}
	if l, ok := any(in).(large); ok {
		takeLarge(&op, l.bodyLimit())
	}
	return op
}

// documentPatch describes the body of a change of fields, after huma has
// described it as mere bytes.
func documentPatch[In any](s *Server, r route) {
	var in In
	if p, ok := any(in).(patched); ok {
		doc := s.huma.OpenAPI()
		doc.Paths[r.path].Patch.RequestBody = patchBody(doc.Components.Schemas, p.fields())
	}
}

// problem renders err for the request and logs what is our own fault. What fails
// because the client hung up is not.
func (s *Server) problem(ctx context.Context, err error) *Problem {
	if fault.Is(err, fault.Internal) && errors.Is(ctx.Err(), context.Canceled) {
		err = fault.New(fault.Unparsable, "hung_up").Because(err)
	}
	p := problemOf(err, langOf(ctx), requestID(ctx))
	if p.Kind == fault.Internal {
		s.log.ErrorContext(ctx, "internal error", "request", p.RequestID, "error", err.Error())
	}
	return p
}

// refuse answers a request that does not get as far as its route.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.problem(r.Context(), err).write(w)
}

// schemaName keeps type names apart that every room uses: account.Fields is
// AccountFields.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if name == "Fields" {
		_, room, _ := strings.Cut(t.String(), "*")
		if room == "" {
			room = t.String()
		}
		room, _, _ = strings.Cut(room, ".")
		return strings.ToUpper(room[:1]) + room[1:] + name
	}
	return name
}

// body wraps an answer for huma.
type body[T any] struct{ Body T }

func answer[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{v}, nil
}

// nothing is the answer of an act without one.
type nothing struct{}

// byID is the input of a read of one record.
type byID struct {
	ID record.ID `path:"id" doc:"id of the record"`
}

// edit is the input of a change of fields: a JSON object of the members to
// change; null clears.
type edit[Fields any] struct {
	ID      record.ID `path:"id"`
	IfMatch string    `header:"If-Match" doc:"version that was read, required"`
	RawBody []byte    `contentType:"application/json"`
}

// patched is an input whose body is a change of fields.
type patched interface {
	fields() reflect.Type
	patch() []byte
}

func (edit[Fields]) fields() reflect.Type { return reflect.TypeFor[Fields]() }

func (e edit[Fields]) patch() []byte { return e.RawBody }

// patchBody documents the body of a change of fields: the fields themselves,
// none required, each nullable.
func patchBody(r huma.Registry, t reflect.Type) *huma.RequestBody {
	whole := r.Schema(t, false, "")
	name := schemaName(t, "") + "Patch"
	if _, ok := r.Map()[name]; !ok {
		partial := &huma.Schema{
			Type:                 huma.TypeObject,
			AdditionalProperties: false,
			Properties:           map[string]*huma.Schema{},
		}
		for n, p := range whole.Properties {
			member := *p
			if member.Ref == "" && member.Type != "" {
				member.Nullable = true
			}
			partial.Properties[n] = &member
		}
		r.Map()[name] = partial
	}
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: &huma.Schema{Ref: "#/components/schemas/" + name}}}}
}

// ByVersion is the input of an act on a versioned record.
type ByVersion struct {
	ID      record.ID `path:"id"`
	IfMatch string    `header:"If-Match" doc:"version that was read, required"`
}

// PageInput are the members of every list's input.
type PageInput struct {
	Q      string `query:"q" maxLength:"200" doc:"words, pinyin or initials"`
	Sort   string `query:"sort" doc:"key, with - before it for descending"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
	Cursor string `query:"cursor"`
}

func (p PageInput) page() store.Page {
	return store.Page{Sort: p.Sort, Limit: p.Limit, Cursor: p.Cursor}
}

// list is one page of a list.
type list[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next_cursor,omitempty" doc:"cursor of the next page"`
	Total int64  `json:"total" doc:"1001 stands for more than 1000"`
}

// listed turns a page of rows into an answer.
func listed[T, W any](l store.List[T], wire func(T) W, err error) (*body[list[W]], error) {
	if err != nil {
		return nil, err
	}
	out := list[W]{Items: make([]W, len(l.Items)), Next: l.Next, Total: l.Total}
	for i, x := range l.Items {
		out.Items[i] = wire(x)
	}
	return &body[list[W]]{out}, nil
}
