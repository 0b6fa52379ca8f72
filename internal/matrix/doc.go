// Package matrix holds tests only: who may do what, as one table written by
// hand from the rules, against what the doors do. Each of ten people sends each
// request about a record that is his own, one on whose team he is, one of a
// colleague, one of another team, one in the trash, and one that does not exist.
// What is refused leaves every row as it was. The table is rights.txt; the
// program never reads it. Start with matrix_test.go.
package matrix
