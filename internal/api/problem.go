package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"sente/internal/fault"
	"sente/internal/store"
	"sente/internal/text"
)

// Problem is a refusal as it stands in an answer (RFC 9457).
type Problem struct {
	Status    int            `json:"status"`
	Kind      fault.Kind     `json:"kind"`
	Code      string         `json:"code" doc:"stable code of the refusal"`
	Title     string         `json:"title"`
	Detail    string         `json:"detail" doc:"what is wrong and what to do, in the user's language"`
	Field     string         `json:"field,omitempty" doc:"path of the field at fault"`
	Params    map[string]any `json:"params,omitempty"`
	Errors    []ProblemField `json:"errors,omitempty" doc:"every fault of the request"`
	RequestID string         `json:"request_id,omitempty"`
}

// ProblemField is one fault of a request.
type ProblemField struct {
	Code   string         `json:"code"`
	Field  string         `json:"field,omitempty"`
	Detail string         `json:"detail"`
	Params map[string]any `json:"params,omitempty"`
}

// Error makes Problem an error, for huma.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status, for huma.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of a Problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders gives the headers that belong to the refusal.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	p.retry(h)
	return h
}

var statuses = map[fault.Kind]int{
	fault.Invalid:             422,
	fault.Unparsable:          400,
	fault.Unauthenticated:     401,
	fault.Denied:              403,
	fault.NotFound:            404,
	fault.Conflict:            409,
	fault.Stale:               412,
	fault.PreconditionMissing: 428,
	fault.TooLarge:            413,
	fault.Unsupported:         415,
	fault.Limited:             429,
	fault.Busy:                503,
	fault.Full:                507,
	fault.Internal:            500,
}

func kindOf(status int) fault.Kind {
	for k, s := range statuses {
		if s == status {
			return k
		}
	}
	if status >= 500 {
		return fault.Internal
	}
	return fault.Invalid
}

// retry says when to try again what was refused for lack of room.
func (p *Problem) retry(h http.Header) {
	switch p.Kind {
	case fault.Limited:
		h.Set("Retry-After", "60")
	case fault.Busy:
		h.Set("Retry-After", "2")
	}
}

// problemOf renders err in a language.
func problemOf(err error, lang, requestID string) *Problem {
	e := fault.Of(store.Away(err))
	texts := text.In(lang)
	p := &Problem{
		Status:    statuses[e.Kind],
		Kind:      e.Kind,
		Code:      e.Code,
		Field:     e.Field,
		Params:    e.Params,
		RequestID: requestID,
		Title:     texts.Get("fault.kind."+string(e.Kind), nil),
		Detail:    texts.Get("fault."+e.Code, e.Params),
	}
	for _, one := range append([]*fault.Error{e}, e.More...) {
		if one.Field != "" {
			p.Errors = append(
				p.Errors,
				ProblemField{one.Code, one.Field, texts.Get("fault."+one.Code, one.Params), one.Params},
			)
		}
	}
	return p
}

// write sends the problem outside huma.
func (p *Problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	p.retry(w.Header())
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// humaProblem is what huma's own refusals (a body that does not fit its schema)
// become: our codes, and never the value, which may be a secret.
func humaProblem(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	e := fault.New(
		kindOf(status),
		map[int]string{400: "body_unreadable", 413: "body_too_large", 415: "media_type"}[status],
	)
	if e.Code == "" {
		e.Code = "value_invalid"
	}
	registry, body := bodyOf(ctx)
	for _, err := range errs {
		var detail *huma.ErrorDetail
		if errors.As(err, &detail) {
			e.More = append(e.More, refusal(registry, body, detail))
		}
	}
	if len(e.More) > 0 {
		first := e.More[0]
		e.Field, e.Params = first.Field, first.Params
		if e.Kind == fault.Invalid {
			e.Code = first.Code
		}
		e.More = e.More[1:]
	}
	lang, id := "", ""
	if ctx != nil {
		lang, id = langOf(ctx.Context()), requestID(ctx.Context())
	}
	return problemOf(e, lang, id)
}

// installProblems makes huma refuse with our Problem.
var installProblems = sync.OnceFunc(func() {
	huma.NewErrorWithContext = humaProblem
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return humaProblem(nil, status, msg, errs...)
	}
})

// fieldPath drops huma's "body." in front of a field.
func fieldPath(location string) string {
	const body = "body."
	if len(location) > len(body) && location[:len(body)] == body {
		return location[len(body):]
	}
	return location
}

// version reads the If-Match of a request: `"7"`; 0 when there is none.
func version(ifMatch string) (int64, error) {
	if ifMatch == "" {
		return 0, nil
	}
	s := ifMatch
	if len(s) > 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = s[1 : len(s)-1]
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0, fault.New(fault.Invalid, "if_match_invalid").At("If-Match")
	}
	return n, nil
}
