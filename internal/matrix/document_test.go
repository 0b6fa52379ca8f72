package matrix

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"sente/internal/api"
)

// document is what the tests need of the OpenAPI document.
type document struct {
	Paths map[string]map[string]struct {
		Parameters  []struct{ Name, In string }
		RequestBody struct {
			Content map[string]struct{ Schema schema }
		} `json:"requestBody"`
	}
	Components struct{ Schemas map[string]schema }
}

type schema struct {
	Ref        string            `json:"$ref"`
	Properties map[string]schema `json:"properties"`
}

func readDocument(t *testing.T) (doc document) {
	t.Helper()
	b, err := api.Document("test")
	if err == nil {
		err = json.Unmarshal(b, &doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// names are those of all fields of all records.
func (d document) names() []string {
	out := map[string]bool{}
	for _, s := range d.Components.Schemas {
		for n := range s.Properties {
			out[n] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// takes lists by route the fields that its body has.
func (d document) takes() map[string][]string {
	out := map[string][]string{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			s := o.RequestBody.Content["application/json"].Schema
			if s.Ref != "" {
				s = d.Components.Schemas[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]]
			}
			out[routeOf(method, path)] = slices.Sorted(maps.Keys(s.Properties))
		}
	}
	return out
}

// queries lists by route the parameters of its query.
func (d document) queries() map[string][]string {
	out := map[string][]string{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			for _, p := range o.Parameters {
				if p.In == "query" {
					out[routeOf(method, path)] = append(out[routeOf(method, path)], p.Name)
				}
			}
		}
	}
	return out
}

func routeOf(method, path string) string {
	return strings.ToUpper(method) + " " + braces.ReplaceAllString(path, "{}")
}

// routesOf lists the routes of the document, names in braces aside.
func routesOf(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for path, methods := range readDocument(t).Paths {
		for method := range methods {
			out[routeOf(method, path)] = true
		}
	}
	if len(out) < 80 {
		t.Fatalf("the document has %d routes, want all", len(out))
	}
	return out
}
