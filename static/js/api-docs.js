/* API docs: Swagger UI on the element that names the document. Tokens typed there are kept nowhere. */
const place = document.querySelector("[data-document]");

window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
  withCredentials: false,
});
