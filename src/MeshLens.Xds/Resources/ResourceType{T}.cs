using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Resources;

/// <summary>A resource type with its message.</summary>
internal sealed class ResourceType<T>(
    string shortName, MessageParser<T> parser, Func<T, string> name, Func<T, IReadOnlyList<string>>? references = null)
    : ResourceType("type.googleapis.com/" + new T().Descriptor.FullName, shortName)
    where T : class, IMessage<T>, new()
{
    public override ResourceReading Read(Any body, string version)
    {
        if (!string.Equals(body.TypeUrl, TypeUrl, StringComparison.Ordinal))
        {
            return ResourceReading.Bad(NameGlimpse.Of(body.Value), $"is a {body.TypeUrl}, not a {TypeUrl}");
        }

        try
        {
            var message = parser.ParseFrom(body.Value);
            var found = name(message);
            return found.Length == 0
                ? ResourceReading.Bad("", "has no name")
                : ResourceReading.Good(new(found, version, message, references?.Invoke(message) ?? []));
        }
        catch (InvalidProtocolBufferException unreadable)
        {
            return ResourceReading.Bad(NameGlimpse.Of(body.Value), $"cannot be decoded: {unreadable.Message}");
        }
    }
}
