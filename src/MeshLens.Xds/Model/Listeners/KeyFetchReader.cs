using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>Finds an issuer whose keys a proxy fetches itself while a request waits. istiod puts keys into the configuration unless told otherwise.</summary>
/// <remarks>
/// By hand: of a large message these fields matter.
/// <code>JwtAuthentication { map&lt;string, JwtProvider&gt; providers = 1 }   JwtProvider { RemoteJwks remote_jwks = 3 }
/// RemoteJwks { HttpUri http_uri = 1; JwksAsyncFetch async_fetch = 3 }   HttpUri { string uri = 1; string cluster = 2; Duration timeout = 3 }</code>
/// </remarks>
internal static class KeyFetchReader
{
    private const string Type = "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication";
    private const int Providers = 1;
    private const int Value = 2;
    private const int Remote = 3;
    private const int Where = 1;
    private const int InBackground = 3;

    /// <summary>Null when keys are at hand, are fetched in the background, or cannot be read.</summary>
    public static KeyFetch? Read(Any? settings)
    {
        if (settings?.TypeUrl != Type)
        {
            return null;
        }

        try
        {
            return Fields(settings.Value, Providers).SelectMany(static entry => Fields(entry, Value)).SelectMany(static provider => Fields(provider, Remote))
                .Where(static remote => Fields(remote, InBackground).Count == 0)
                .SelectMany(static remote => Fields(remote, Where))
                .Select(static where => (KeyFetch?)Read(where))
                .FirstOrDefault();
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static KeyFetch Read(ByteString where)
    {
        const int Address = 1, Cluster = 2, Timeout = 3;
        var asks = Fields(where, Cluster).Concat(Fields(where, Address)).FirstOrDefault();
        var timeout = Fields(where, Timeout).Select(Duration.Parser.ParseFrom).FirstOrDefault();
        return new(asks?.ToStringUtf8() ?? "", timeout.Positive() ?? TimeSpan.Zero);
    }

    private static List<ByteString> Fields(ByteString message, int number)
    {
        var found = new List<ByteString>();
        using var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
