using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Domain.CoreBanking;

/// <summary>The payment password of the demo bank: what a drawer's cipher device would print. The real one is the payment-password system's secret.</summary>
public static class DemoPaymentCipher
{
    /// <summary>
    /// 16 digits: the first 8 bytes (big-endian, unsigned) of HMAC-SHA256 under the key <c>centralops-demo-cipher</c> over
    /// <c>account|number|amount|yyyy-MM-dd</c> (amount with two decimals), modulo 10^16.
    /// </summary>
    public static string Compute(string account, string number, decimal amount, DateOnly date)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{account}|{number}|{amount:F2}|{date:yyyy-MM-dd}");
        var mac = HMACSHA256.HashData("centralops-demo-cipher"u8, Encoding.UTF8.GetBytes(text));
        return (BinaryPrimitives.ReadUInt64BigEndian(mac) % 10_000_000_000_000_000UL).ToString("D16", CultureInfo.InvariantCulture);
    }
}
