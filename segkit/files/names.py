"""What customers' files call our columns: English, French, German, Spanish, shops."""

from __future__ import annotations

import re
import unicodedata

# Spelled without accents, blanks and signs (see `plain`); the first is preferred.
ALIASES = {
    "customer_id": (
        "customerid customerno customernumber customercode custid clientid "
        "idclient numeroclient numclient nclient noclient codeclient refclient "
        "kundennummer kundennr kundenid clienteid idcliente numerodecliente nocliente "
        "codigocliente "
        "householdid userid memberid buyeruserid accountid contactid customer client "
        "kunde cliente buyer buyerusername customeremail emailbilling billingemail "
        "email emailaddress adresseemail adressemail courriel mail emailadresse "
        "correoelectronico correo"
    ),
    "ordered_at": (
        "orderedat createdat ordercreatedat orderdate ordertime orderdatetime "
        "dateordered invoicedate saledate salesdate purchasedate purchasedat "
        "transactiondate transactiontimestamp transactiontime createddateutc "
        "createdutc datecreated created paidat processedat datedecommande "
        "datecommande datedelacommande datedachat dateachat datefacture dateheure "
        "bestelldatum bestelltam kaufdatum rechnungsdatum auftragsdatum datum "
        "fechadelpedido fechadepedido fechapedido fechadecompra fechacompra fecha "
        "datetime timestamp date"
    ),
    "amount": (
        "amount ordertotalamount ordertotal totalamount grandtotal totalprice "
        "ordervalue orderamount linetotal lineamount salesvalue salesamount "
        "totalprice totalsales netsales nettotal total montantttc totalttc "
        "montanttotal montantcommande montantdelacommande prixtotal montant "
        "gesamtbetrag gesamtsumme bestellwert bestellsumme rechnungsbetrag gesamt "
        "betrag summe umsatz importetotal importedelpedido totaldelpedido "
        "totalpedido importe monto revenue sales turnover chiffredaffaires ventas "
        "subtotal ordersubtotalamount"
    ),
    "order_id": (
        "orderid orderno ordernumber ordernum invoiceno invoiceid invoicenumber "
        "invoice saleid saleno transactionid basketid receiptid receiptno ticketid "
        "numerodecommande numerocommande ncommande nocommande idcommande refcommande "
        "referencecommande numfacture numerofacture nfacture facture commande "
        "bestellnummer bestellnr bestellungid bestellid auftragsnummer "
        "rechnungsnummer belegnummer numerodepedido numerodelpedido numeropedido "
        "nopedido idpedido pedido numerofactura factura order"
    ),
    "discount_amount": (
        "discountamount totaldiscount orderdiscount discounttotal cartdiscountamount "
        "discount montantremise remise reduction rabattbetrag rabatt importedescuento "
        "descuento"
    ),
    "channel": (
        "channel saleschannel orderchannel sourcename source canaldevente canalvente "
        "canal vertriebskanal verkaufskanal kanal canaldeventa"
    ),
    "category": (
        "category productcategory itemcategory producttype department categorie "
        "categorieproduit rayon kategorie produktkategorie warengruppe categoria "
        "categoriadeproducto"
    ),
    "product": (
        "product productid stockcode sku lineitemsku lineitemname itemname "
        "productname item itemid produit nomduproduit refproduit article artikel "
        "artikelnummer produkt produktname producto articulo description"
    ),
    "quantity": (
        "quantity lineitemquantity qty itemquantity quantityrefund orderedquantity "
        "units quantite qte menge anzahl stuckzahl cantidad unidades"
    ),
    "unit_price": (
        "unitprice lineitemprice itemprice itemcost priceperunit price prixunitaire "
        "prixunitairettc prix einzelpreis stuckpreis preis preciounitario precio"
    ),
    "returned": (
        "returned isreturned wasreturned return retourne retour estretourne "
        "zuruckgegeben retourniert retoure devuelto devolucion"
    ),
    "status": (
        "status orderstatus financialstatus paymentstatus statut statutcommande "
        "statutdelacommande etat etatcommande bestellstatus zahlungsstatus estado "
        "estadodelpedido"
    ),
    "currency": (
        "currency currencycode ordercurrency devise monnaie wahrung waehrung moneda "
        "divisa"
    ),
    "cancelled_at": "cancelledat canceledat dateannulation annulele storniertam",
    "refunded_amount": (
        "refundedamount orderrefundamount amountrefunded refundamount "
        "montantrembourse erstatteterbetrag importereembolsado"
    ),
    "tags": "tags tag etiquettes etiquetas",
    "payment_method": (
        "paymentmethod paymentmethodtitle moyendepaiement modedepaiement zahlungsart "
        "metododepago"
    ),
    "test": "test istest testorder",
}

CONTACT_ALIASES = {
    "customer_id": ALIASES["customer_id"],
    "n_orders": (
        "norders orderscount ordercount totalorders numberoforders numorders "
        "totalorderscount purchasecount orders nbcommandes nombredecommandes "
        "nbdecommandes commandes anzahlbestellungen bestellungen anzahlderbestellungen "
        "numerodepedidos pedidos"
    ),
    "monetary_amount": (
        "monetaryamount totalspent totalspend amountspent totalrevenue lifetimevalue "
        "lifetimerevenue moneyspent totaldepense montanttotaldepense depensetotale "
        "totaldesdepenses catotal gesamtausgaben gesamtumsatz ausgabengesamt "
        "totalgastado gastototal historicclv historiccustomerlifetimevalue ltv"
    ),
    "last_order_date": (
        "lastorderdate lastorder lastorderat lastpurchase lastpurchasedate "
        "dateoflastorder datedernierecommande dernierecommande dernierachat "
        "datedudernierachat letztebestellung letzterkauf datumderletztenbestellung "
        "ultimopedido ultimacompra fechaultimopedido fechaultimacompra"
    ),
    "first_order_date": (
        "firstorderdate firstorder firstpurchase firstpurchasedate "
        "datepremierecommande premierecommande premierachat erstebestellung erstkauf "
        "primerpedido primeracompra"
    ),
}

# A shop is recognised when the file has all of these columns.
SHOPS = {
    "Shopify": "name financialstatus lineitemquantity lineitemname",
    "WooCommerce": "ordernumber orderstatus orderdate itemname",
    "Etsy": "saledate itemname orderid transactionid",
    "Stripe": "id createddateutc amount customerid",
    "UCI Online Retail": "invoice stockcode quantity invoicedate customerid",
}
# Where a shop's own names mean something else than they would elsewhere.
SHOP_NAMES = {
    "Shopify": {"order_id": "name", "customer_id": "email", "ordered_at": "createdat"},
    "WooCommerce": {"order_id": "ordernumber"},
    "Etsy": {"order_id": "orderid"},
    "Stripe": {"order_id": "id"},
    "UCI Online Retail": {},
}


def plain(name: object) -> str:
    """Spell a column's name without case, accents, blanks and signs.

    Parameters
    ----------
    name : the column's name

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> plain("Numéro de commande"), plain("Invoice_No")
    ('numerodecommande', 'invoiceno')
    """
    text = str(name).replace("ß", "ss")
    split = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9]", "", split.lower())


def shop_of(columns: object) -> str | None:
    """Recognise the shop system that exported a table, by its column names.

    Parameters
    ----------
    columns : iterable of str

    Returns
    -------
    str such as "Shopify", or None

    References
    ----------
    own definition

    Examples
    --------
    >>> shop_of(["Name", "Financial Status", "Lineitem quantity", "Lineitem name"])
    'Shopify'
    """
    have = {plain(c) for c in columns}  # type: ignore[attr-defined]
    if "invoiceno" in have:
        have.add("invoice")
    found = [shop for shop, need in SHOPS.items() if set(need.split()) <= have]
    return found[0] if found else None
