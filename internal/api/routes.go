package api

import "slices"

// routes is the table of all routes, feature by feature.
func (s *Server) routes() []route {
	return slices.Concat(
		s.sessionRoutes(),
		s.peopleRoutes(),
		s.accountRoutes(),
		s.dealRoutes(),
		s.tagRoutes(),
		s.viewRoutes(),
		s.productRoutes(),
		s.trashRoutes(),
	)
}
