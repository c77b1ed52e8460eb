using Microsoft.Extensions.Options;

namespace AcsFunctions.Tokens;

[OptionsValidator]
internal sealed partial class GuestOptionsValidator : IValidateOptions<GuestOptions>;
