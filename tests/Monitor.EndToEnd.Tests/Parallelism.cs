using Xunit.v3;

// Stories mostly wait; two at a time keep a small machine busy without making its programs late.
[assembly: Parallelization(MaxThreads = 2)]
