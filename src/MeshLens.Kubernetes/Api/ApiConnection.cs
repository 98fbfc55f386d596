using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshLens.Kubernetes.Access;

namespace MeshLens.Kubernetes.Api;

/// <summary>A connection to one API server, with the certificates that the files hold now.</summary>
internal sealed class ApiConnection : IDisposable
{
    private const int LongestReason = 300;

    private readonly ClusterAccess _access;
    private readonly X509Certificate2? _certificate;
    private readonly HttpClient _http;

    /// <exception cref="ApiException">A file cannot be read or holds something else.</exception>
    public ApiConnection(ClusterAccess access)
    {
        _access = access;
        try
        {
            _certificate = access is { ClientCertificate: { } certificate, ClientKey: { } key }
                ? X509Certificate2.CreateFromPem(certificate.Read(), key.Read())
                : null;
            _http = new(CreateHandler(access, _certificate)) { BaseAddress = NameOf(access), Timeout = Timeout.InfiniteTimeSpan };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ApiException(ApiFault.Broken, unreadable.Message);
        }
    }

    /// <summary>The body of an answer, from its beginning on; the caller disposes of it.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task<Stream> GetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.Add(new("application/json"));
            if (_access.Token is { } token)
            {
                request.Headers.Authorization = new("Bearer", token.ReadToken());
            }

            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStreamAsync(cancellation);
            }

            using (response)
            {
                throw Failure(response);
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or FormatException)
        {
            throw new ApiException(ApiFault.Broken, broken.InnerException?.Message ?? broken.Message);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _certificate?.Dispose();
    }

    // The handler checks certificates against the host it believes to call, so it gets the name and is connected to the address.
    private static Uri NameOf(ClusterAccess access) => access.ServerName is { } name ? new UriBuilder(access.Server) { Host = name }.Uri : access.Server;

    private static async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ApiException Failure(HttpResponseMessage response)
    {
        var fault = response.StatusCode switch
        {
            HttpStatusCode.Gone => ApiFault.Gone,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ApiFault.Refused,
            HttpStatusCode.TooManyRequests => ApiFault.Throttled,
            _ => ApiFault.Broken,
        };
        var reason = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        return new(fault, reason[..Math.Min(reason.Length, LongestReason)], Wait(response.Headers.RetryAfter));
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? header) => header?.Delta;

    private static SocketsHttpHandler CreateHandler(ClusterAccess access, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false, // A token must not follow to another server.
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        if (access.ServerName is not null)
        {
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(access.Server, cancellation);
        }

        if (access.Authorities is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(authorities.Read());
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        return handler;
    }
}
