namespace MeshLens.Core.Identity;

/// <summary>Who had an address before.</summary>
internal readonly record struct PastOwner(AddressOwner Owner, DateTimeOffset Until);
