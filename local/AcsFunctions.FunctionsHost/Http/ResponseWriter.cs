using AcsFunctions.FunctionsHost.Protocol;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// Sends what a function answered: azure-functions-host src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs and
/// src/WebJobs.Script/Binding/Http/RawScriptResult.cs. No Content-Type is made up.
/// </summary>
internal static class ResponseWriter
{
    private const string Return = "$return";

    public static async Task WriteAsync(HttpResponse target, InvocationResponse answer, CancellationToken cancellationToken)
    {
        // A function that answers nothing is a 200 without a body.
        if (Find(answer) is not { } http)
        {
            return;
        }

        target.StatusCode = int.TryParse(http.StatusCode, out var status) ? status : StatusCodes.Status200OK;
        foreach (var (name, value) in http.Headers)
        {
            target.Headers.TryAdd(name, value);
        }

        foreach (var cookie in http.Cookies)
        {
            target.Cookies.Append(cookie.Name, cookie.Value, Options(cookie));
        }

        if (Body(http.Body) is { IsEmpty: false } body)
        {
            await target.Body.WriteAsync(body.Memory, cancellationToken);
        }
    }

    private static RpcHttp? Find(InvocationResponse answer) =>
        answer.ReturnValue?.Http ?? answer.OutputData.FirstOrDefault(output => output.Name == Return)?.Data?.Http;

    private static ByteString Body(TypedData? body) => body?.DataCase switch
    {
        TypedData.DataOneofCase.Bytes => body.Bytes,
        TypedData.DataOneofCase.Stream => body.Stream,
        TypedData.DataOneofCase.String => ByteString.CopyFromUtf8(body.String),
        TypedData.DataOneofCase.Json => ByteString.CopyFromUtf8(body.Json),
        _ => ByteString.Empty,
    };

    private static CookieOptions Options(RpcHttpCookie cookie) => new()
    {
        Domain = Text(cookie.Domain),
        Expires = cookie.Expires is { TimestampCase: not NullableTimestamp.TimestampOneofCase.None } expires ? expires.Value.ToDateTimeOffset() : null,
        HttpOnly = cookie.HttpOnly?.Value ?? false,
        MaxAge = cookie.MaxAge is { DoubleCase: not NullableDouble.DoubleOneofCase.None } age ? TimeSpan.FromSeconds(age.Value) : null,
        Path = Text(cookie.Path) ?? "/",
        Secure = cookie.Secure?.Value ?? false,
        SameSite = cookie.SameSite switch
        {
            RpcHttpCookie.Types.SameSite.Lax => SameSiteMode.Lax,
            RpcHttpCookie.Types.SameSite.Strict => SameSiteMode.Strict,
            RpcHttpCookie.Types.SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    };

    private static string? Text(NullableString? text) => text is { StringCase: not NullableString.StringOneofCase.None } ? text.Value : null;
}
