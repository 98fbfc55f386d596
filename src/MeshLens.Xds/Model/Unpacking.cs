using Envoy.Config.Core.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using OldTypedStruct = Udpa.Type.V1.TypedStruct;
using TypedStruct = Xds.Type.V3.TypedStruct;

namespace MeshLens.Xds.Model;

/// <summary>Reads what xDS nests. Whatever is missing, of another type or damaged reads as null: a model shows what is known.</summary>
internal static class Unpacking
{
    public static T? As<T>(this Any? packed)
        where T : class, IMessage<T>, new()
    {
        if (packed is null || !packed.Is(new T().Descriptor))
        {
            return null;
        }

        try
        {
            var message = new T();
            message.MergeFrom(packed.Value);
            return message;
        }
        catch (InvalidProtocolBufferException)
        {
            return null; // An extension that cannot be decoded is shown by its name alone.
        }
    }

    /// <summary>The last part of a type URL: <c>type.googleapis.com/a.b.v3.Lua</c> is <c>a.b.v3.Lua</c>. Inside a TypedStruct, that of its content.</summary>
    public static string TypeName(this Any? packed)
    {
        var url = packed.As<TypedStruct>()?.TypeUrl ?? packed.As<OldTypedStruct>()?.TypeUrl ?? packed?.TypeUrl ?? "";
        return url[(url.LastIndexOf('/') + 1)..];
    }

    /// <summary>Null for none and for zero, by which Envoy turns most limits off.</summary>
    public static TimeSpan? Positive(this Duration? duration) => duration?.Span() is { Ticks: > 0 } span ? span : null;

    /// <summary>Durations that a <see cref="TimeSpan"/> cannot hold become the longest one.</summary>
    public static TimeSpan Span(this Duration duration) =>
        duration.Seconds >= TimeSpan.MaxValue.TotalSeconds - 1 ? TimeSpan.MaxValue
        : duration.Seconds <= TimeSpan.MinValue.TotalSeconds + 1 ? TimeSpan.MinValue
        : new TimeSpan((duration.Seconds * TimeSpan.TicksPerSecond) + (duration.Nanos / TimeSpan.NanosecondsPerTick));

    public static string Text(this Metadata? metadata, string filter, string field) =>
        metadata is not null && metadata.FilterMetadata.TryGetValue(filter, out var values) && values.Fields.TryGetValue(field, out var value)
            ? value.StringValue
            : "";
}
