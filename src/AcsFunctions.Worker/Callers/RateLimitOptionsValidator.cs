using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Callers;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
