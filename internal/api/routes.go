package api

import "slices"

// routes is the table of all routes, feature by feature.
func (s *Server) routes() []route {
	return slices.Concat(
		s.sessionRoutes(),
		s.tokenRoutes(),
		s.factorRoutes(),
		s.attemptRoutes(),
		s.peopleRoutes(),
		s.handOverRoutes(),
		s.accountRoutes(),
		s.contactRoutes(),
		s.departmentRoutes(),
		s.noteRoutes(),
		s.attachmentRoutes(),
		s.taskRoutes(),
		s.timelineRoutes(),
		s.searchRoutes(),
		s.dealRoutes(),
		s.sheetRoutes(),
		s.tacticRoutes(),
		s.objectiveRoutes(),
		s.influenceRoutes(),
		s.factRoutes(),
		s.gateRoutes(),
		s.flagRoutes(),
		s.weekRoutes(),
		s.moveRoutes(),
		s.templateRoutes(),
		s.metaRoutes(),
		s.tagRoutes(),
		s.viewRoutes(),
		s.productRoutes(),
		s.trashRoutes(),
		s.importRoutes(),
		s.exportRoutes(),
		s.dossierRoutes(),
		s.auditRoutes(),
		s.backupRoutes(),
		s.ruleRoutes(),
	)
}

// factRoutes are those of what people write about a deal, and its customer.
func (s *Server) factRoutes() []route {
	return slices.Concat(
		s.competitorRoutes(),
		s.needRoutes(),
		s.decisionRoutes(),
		s.infoRoutes(),
		s.intelRoutes(),
		s.bellRoutes(),
		s.offerRoutes(),
		s.outsideRoutes(),
		s.visitRoutes(),
		s.customerRoutes(),
	)
}
