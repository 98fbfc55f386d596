using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>In state-of-the-world a resource may come in an envelope that names it, instead of bare.</summary>
internal static class WrappedResource
{
    public static ServedResource Open(Any body, string version)
    {
        if (!body.Is(Resource.Descriptor))
        {
            return new(null, version, body);
        }

        try
        {
            var envelope = Resource.Parser.ParseFrom(body.Value);
            return new(envelope.Name, version, envelope.Resource_);
        }
        catch (InvalidProtocolBufferException)
        {
            return new(null, version, body); // Read as what it is not, it is rejected with a reason.
        }
    }
}
