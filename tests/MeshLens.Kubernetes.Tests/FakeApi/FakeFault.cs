namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>A wrong answer to the next request of a verb: a status, or a body that is not what was asked for.</summary>
internal sealed record FakeFault(string Verb, int Status, string Body = "", int RetryAfterSeconds = 0, bool Hangs = false);
