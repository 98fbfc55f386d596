namespace Kernel.Tests;

/// <summary>The same where sends are told when they are done.</summary>
public sealed class PushByDoneSendsTests() : PushTests(WatchShape.DoneSends);
