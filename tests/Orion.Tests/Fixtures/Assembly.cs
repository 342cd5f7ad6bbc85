using Orion.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Server))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
