package api

import "encoding/json"

// Document is the OpenAPI document of all routes. It needs no database.
func Document(version string) ([]byte, error) {
	s := New(Options{Version: version})
	return json.Marshal(s.huma.OpenAPI())
}
