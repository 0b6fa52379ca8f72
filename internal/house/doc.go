// Package house holds tests only: they walk the source of the whole project
// and check what the house promises – which way imports point, that the
// business floor is pure, sizes, comments, texts, and that documents name files
// that exist. Every message says what to do. Start with tree_test.go (how the
// source is read), then the test whose message you are looking at; allow.txt
// lists what is over budget today and may only shrink.
package house
